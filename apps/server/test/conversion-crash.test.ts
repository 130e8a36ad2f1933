import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { signSdkToken } from '@boardgate/token';
import { describe, expect, test } from 'vitest';
import { createPostgres, DATABASES, type TestDatabase } from './support/databases.ts';
import { FileServer } from './support/file-server.ts';
import { ServerProcess } from './support/process.ts';
import { processesOf } from './support/processes.ts';
import { until } from './support/until.ts';
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
    for (;;) {
      const uuid = await startTask(server, order);
      await until(async () => pagesOf(await ask(server, uuid)) > 0 || undefined);
      const goOn = await holdConversion(at);
      // Where this machine was slow to ask, the conversion may be over: then the next one is caught midway.
      const shown = await ask(server, uuid);
      if (shown.status === 'Converting' && pagesOf(shown) < 30)
        return { server, env, receiver, uuid, goOn, stopHelpers };
      goOn();
    }
  } catch (error) {
    await server.stop('SIGKILL');
    await stopHelpers();
    throw error;
  }
}

/** Has what converts stand still, and gives what has it go on. */
async function holdConversion(at: TestDatabase): Promise<() => void> {
  const processes = await processesOf(join(at.dataDir, 'work'));
  const send = (signal: NodeJS.Signals) => {
    for (const pid of processes) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended.
      }
    }
  };
  send('SIGSTOP');
  return () => send('SIGCONT');
}

async function startTask(server: ServerProcess, order: object): Promise<string> {
  const started = await fetch(`${server.url}/v5/projector/tasks`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify(order),
  });
  return ((await started.json()) as { uuid: string }).uuid;
}

const pagesOf = ({ images = {} }: Shown) => Object.keys(images).length;
const toldOf = (uuid: string, { received }: Receiver) => received.filter(({ body }) => body.includes(uuid));

async function ask(server: ServerProcess, uuid: string): Promise<Shown> {
  const answer = await fetch(`${server.url}/v5/projector/tasks/${uuid}`, { headers: HEADERS });
  return (await answer.json()) as Shown;
}

/** All thirty pages are there, the end was told of once, and no work is left. */
async function checkWhole(server: ServerProcess, uuid: string, receiver: Receiver, at: TestDatabase) {
  await expect.poll(async () => (await ask(server, uuid)).status).toBe('Finished');
  const { images = {}, convertedPercentage } = await ask(server, uuid);
  expect([Object.keys(images).length, convertedPercentage]).toEqual([30, 100]);
  for (const { url } of Object.values(images)) {
    // The links name the server that made them; this one may have another port.
    const { pathname } = new URL(url);
    expect((await fetch(`${server.url}${pathname}`)).status).toBe(200);
  }
  await expect.poll(() => toldOf(uuid, receiver).length).toBe(1);
  expect(JSON.parse(toldOf(uuid, receiver)[0]?.body ?? '')).toMatchObject({
    code: 0,
    data: { taskId: uuid },
  });
  await expect.poll(() => readdir(join(at.dataDir, 'work'))).toEqual([]);
  await server.stop();
  expect(toldOf(uuid, receiver)).toHaveLength(1);
}

describe.each(DATABASES)('kill -9 in the middle of a conversion, on $name', ({ create }) => {
  test('the next server finishes it, tells of it once, and leaves no work behind', async () => {
    const at = await create();
    const { server, env, receiver, uuid, stopHelpers } = await startMidway(at);
    await server.stop('SIGKILL');
    expect(toldOf(uuid, receiver)).toHaveLength(0);
    const next = await ServerProcess.start(env);
    try {
      await checkWhole(next, uuid, receiver, at);
    } finally {
      await next.stop('SIGKILL');
      await stopHelpers();
      await at.remove();
    }
  });
});

test('a PostgreSQL that is away while a document is converted costs the conversion nothing', async () => {
  const at = await createPostgres();
  const { server, receiver, uuid, goOn, stopHelpers } = await startMidway(at);
  try {
    await at.letIn(false);
    goOn();
    // Away until the conversion is done, and the server has tried to write that.
    await until(() => server.stderr.includes('the end of a conversion could not be written') || undefined);
    await at.letIn(true);
    await checkWhole(server, uuid, receiver, at);
    const ends = server.stderr.split('\n').filter((line) => line.includes('"conversion finished"'));
    expect(ends.filter((line) => line.includes(uuid))).toHaveLength(1);
    // Errors of connections hold the connection, with what it was opened with.
    expect(server.stderr).not.toMatch(/"client":|secretKey|connectionParameters/);
  } finally {
    await server.stop('SIGKILL');
    await stopHelpers();
    await at.remove();
  }
});
