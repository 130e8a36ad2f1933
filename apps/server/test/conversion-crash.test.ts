import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { signSdkToken } from '@boardgate/token';
import { describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { FileServer } from './support/file-server.ts';
import { ServerProcess } from './support/process.ts';
import { Receiver } from './support/webhooks.ts';

const KEYS = { BOARDGATE_ACCESS_KEY: 'crash-ak', BOARDGATE_SECRET_KEY: 'crash-sk' };
const TOKEN = signSdkToken({ accessKey: 'crash-ak', secretKey: 'crash-sk', role: 'admin', lifespanMs: 0 });
const HEADERS = { token: TOKEN, region: 'us-sv' };

interface Shown {
  readonly status: string;
  readonly convertedPercentage: number;
  readonly images?: Record<string, { url: string }>;
}

describe.each(DATABASES)('kill -9 in the middle of a conversion, on $name', ({ create }) => {
  test(
    'the next server finishes it, tells of it once, and leaves no work behind',
    { timeout: 120_000 },
    async () => {
      const at = await create();
      const [files, receiver] = [await FileServer.start(), await Receiver.start()];
      const env = {
        ...KEYS,
        BOARDGATE_DATA_DIR: at.dataDir,
        BOARDGATE_DATABASE_URL: at.databaseUrl,
        BOARDGATE_CONVERSION_ALLOW_HOSTS: `${files.host},${new URL(receiver.url).host}`,
      };
      let server = await ServerProcess.start(env);
      try {
        const order = { resource: files.urlOf('thirty-pages.pdf'), webhookEndpoint: receiver.url, scale: 3 };
        const started = await fetch(`${server.url}/v5/projector/tasks`, {
          method: 'POST',
          headers: HEADERS,
          body: JSON.stringify(order),
        });
        const { uuid } = (await started.json()) as { uuid: string };
        const ask = async () => {
          const answer = await fetch(`${server.url}/v5/projector/tasks/${uuid}`, { headers: HEADERS });
          return (await answer.json()) as Shown;
        };
        let shown = await ask();
        while (Object.keys(shown.images ?? {}).length === 0) shown = await ask();
        expect(shown.status).toBe('Converting');
        expect(Object.keys(shown.images ?? {}).length).toBeLessThan(30);
        await server.stop('SIGKILL');
        expect(receiver.received).toHaveLength(0);

        server = await ServerProcess.start(env);
        await expect
          .poll(async () => (await ask()).status, { timeout: 60_000, interval: 100 })
          .toBe('Finished');
        const { images = {}, convertedPercentage } = await ask();
        expect([Object.keys(images).length, convertedPercentage]).toEqual([30, 100]);
        for (const { url } of Object.values(images)) {
          // The links name the server that made them; this one has another port.
          const { pathname } = new URL(url);
          expect((await fetch(`${server.url}${pathname}`)).status).toBe(200);
        }
        await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1);
        expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
          code: 0,
          data: { taskId: uuid },
        });
        expect(await readdir(join(at.dataDir, 'work'))).toEqual([]);
        await server.stop();
        expect(receiver.received).toHaveLength(1);
      } finally {
        await server.stop('SIGKILL');
        await Promise.all([files.stop(), receiver.stop()]);
        await at.remove();
      }
    },
  );
});
