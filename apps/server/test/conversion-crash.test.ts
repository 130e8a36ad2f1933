import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { signSdkToken } from '@boardgate/token';
import { describe, expect, test } from 'vitest';
import { createPostgres, DATABASES, type TestDatabase } from './support/databases.ts';
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

/** A server with a task whose first page is there, and not its last; the documents it reads; who is told of its end. */
async function startMidway(at: TestDatabase) {
  const [files, receiver] = [await FileServer.start(), await Receiver.start()];
  const env = {
    ...KEYS,
    BOARDGATE_DATA_DIR: at.dataDir,
    BOARDGATE_DATABASE_URL: at.databaseUrl,
    BOARDGATE_CONVERSION_ALLOW_HOSTS: `${files.host},${new URL(receiver.url).host}`,
  };
  const server = await ServerProcess.start(env);
  const stopHelpers = () => Promise.all([files.stop(), receiver.stop()]);
  try {
    const order = { resource: files.urlOf('thirty-pages.pdf'), webhookEndpoint: receiver.url, scale: 3 };
    const started = await fetch(`${server.url}/v5/projector/tasks`, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify(order),
    });
    const { uuid } = (await started.json()) as { uuid: string };
    let shown = await ask(server, uuid);
    while (Object.keys(shown.images ?? {}).length === 0) shown = await ask(server, uuid);
    expect(shown.status).toBe('Converting');
    expect(Object.keys(shown.images ?? {}).length).toBeLessThan(30);
    return { server, env, receiver, uuid, stopHelpers };
  } catch (error) {
    await server.stop('SIGKILL');
    await stopHelpers();
    throw error;
  }
}

async function ask(server: ServerProcess, uuid: string): Promise<Shown> {
  const answer = await fetch(`${server.url}/v5/projector/tasks/${uuid}`, { headers: HEADERS });
  return (await answer.json()) as Shown;
}

/** All thirty pages are there, the end was told of once, and no work is left. */
async function checkWhole(server: ServerProcess, uuid: string, receiver: Receiver, at: TestDatabase) {
  await expect
    .poll(async () => (await ask(server, uuid)).status, { timeout: 60_000, interval: 100 })
    .toBe('Finished');
  const { images = {}, convertedPercentage } = await ask(server, uuid);
  expect([Object.keys(images).length, convertedPercentage]).toEqual([30, 100]);
  for (const { url } of Object.values(images)) {
    // The links name the server that made them; this one may have another port.
    const { pathname } = new URL(url);
    expect((await fetch(`${server.url}${pathname}`)).status).toBe(200);
  }
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1);
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ code: 0, data: { taskId: uuid } });
  expect(await readdir(join(at.dataDir, 'work'))).toEqual([]);
  await server.stop();
  expect(receiver.received).toHaveLength(1);
}

describe.each(DATABASES)('kill -9 in the middle of a conversion, on $name', ({ create }) => {
  test(
    'the next server finishes it, tells of it once, and leaves no work behind',
    { timeout: 120_000 },
    async () => {
      const at = await create();
      const { server, env, receiver, uuid, stopHelpers } = await startMidway(at);
      await server.stop('SIGKILL');
      expect(receiver.received).toHaveLength(0);
      const next = await ServerProcess.start(env);
      try {
        await checkWhole(next, uuid, receiver, at);
      } finally {
        await next.stop('SIGKILL');
        await stopHelpers();
        await at.remove();
      }
    },
  );
});

test(
  'a PostgreSQL that is away while a document is converted costs the conversion nothing',
  { timeout: 120_000 },
  async () => {
    const at = await createPostgres();
    const { server, receiver, uuid, stopHelpers } = await startMidway(at);
    try {
      // Away for longer than what is left of the conversion takes.
      await at.letIn(false);
      await new Promise((resolve) => setTimeout(resolve, 5000));
      await at.letIn(true);
      await checkWhole(server, uuid, receiver, at);
      expect(server.stderr.match(/"conversion finished"/g)).toHaveLength(1);
      // Errors of connections hold the connection, with what it was opened with.
      expect(server.stderr).not.toMatch(/"client":|secretKey|connectionParameters/);
    } finally {
      await server.stop('SIGKILL');
      await stopHelpers();
      await at.remove();
    }
  },
);
