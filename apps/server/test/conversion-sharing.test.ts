import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../src/database/database.ts';
import { createPostgres } from './support/databases.ts';
import { type HeldWorkerOptions, startHeldWorker } from './support/held-worker.ts';
import { OPERATOR, SERVERS, TestServer } from './support/test-server.ts';

let server: TestServer;
let files: Server;
let resource: string;
const ends: (() => Promise<void>)[] = [];

async function begin(start: () => Promise<TestServer>): Promise<void> {
  server = await start();
  files = createServer((_request, response) => response.end('%PDF-1.7 a document'));
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  resource = `http://127.0.0.1:${(files.address() as AddressInfo).port}/lesson.pdf`;
}

async function end(): Promise<void> {
  for (const stop of ends.splice(0).reverse()) await stop();
  files.closeAllConnections();
  await new Promise((resolve) => files.close(resolve));
  await server.stop();
}

const startTask = (tenant = server.acme) => server.startTask({ resource, type: 'static' }, { tenant });

/** What an operator asks for. */
const request = () => ({
  resource,
  type: 'static' as const,
  scale: 1,
  outputFormat: 'png' as const,
  imageCompressionLevel: 0,
  preview: false,
  webhookUrl: null,
  webhookRetry: 0,
});

const statusOf = async (uuid: string) => (await server.store.tasks.find(uuid))?.status;

/** A worker that hears of waiting tasks through the server's own connections. */
function startWorker(options: HeldWorkerOptions = {}) {
  const started = startHeldWorker(server, options);
  started.worker.start();
  ends.push(() => started.worker.stop());
  return started;
}

/** The same with connections of its own, as on another node. */
async function startNode() {
  const { database } = await server.openAgain();
  ends.push(() => database.close());
  return { database, ...startWorker({ database }) };
}

/** Until a node has heard everything that was notified before. */
async function hearMarker({ db, changes }: Database): Promise<void> {
  const heard = Promise.withResolvers<void>();
  changes.subscribe(({ id }) => {
    if (id === 'marker') heard.resolve();
  });
  await sql`select pg_notify(value, 'revocations:marker') from settings where name = 'change-channel'`.execute(
    db,
  );
  await heard.promise;
}

describe.each(SERVERS)('word of a waiting task, on $name', ({ start }) => {
  beforeEach(() => begin(start));
  afterEach(end);

  test('reaches a worker of this server at once, for a new task and for one that is converted again', async () => {
    const { isHeld } = startWorker({ concurrency: 2 });
    await startTask();
    await isHeld(1);
    const again = await startTask();
    await isHeld(2);
    await server.store.tasks.cancelAsOperator(again, OPERATOR);
    await server.store.tasks.retry(again, OPERATOR);
    await isHeld(3);
    expect(await statusOf(again)).toBe('Converting');
  });

  test('that another process stored comes with the next look at the database', async () => {
    const { held } = startWorker();
    const other = await server.openAgain();
    await other.tasks.startAsOperator(server.acme.project.id, request(), OPERATOR);
    await other.database.close();
    const look = () => {
      server.store.database.changes.look();
      return held.length;
    };
    await expect.poll(look).toBe(1);
  });

  test('starts conversions without waiting for the next sweep', async () => {
    // No sweep comes but the one at the start.
    vi.useFakeTimers({ toFake: ['setInterval'] });
    try {
      const node = await start({ conversionConcurrency: 1 });
      ends.push(() => node.stop());
      for (let count = 0; count < 3; count++) {
        // It fails at once: no document may be fetched from there.
        const uuid = await node.startTask({ resource: 'http://127.0.0.1:1/lesson.pdf', type: 'static' });
        // Not `expect.poll`, which moves the clock on.
        while ((await node.store.tasks.find(uuid))?.status !== 'Fail') await new Promise(setImmediate);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test('that is lost is made good by the sweep', async () => {
    const uuid = await startTask();
    await server.settle();
    const { worker, isHeld } = startWorker();
    await worker.sweep();
    await isHeld(1);
    expect(await statusOf(uuid)).toBe('Converting');
  });
});

describe('three nodes on one PostgreSQL', () => {
  beforeEach(() => begin(() => TestServer.start(createPostgres)));
  afterEach(end);

  /** By project, how many tasks run at present. */
  async function countRunning(): Promise<Map<string, number>> {
    const rows = await server.store.database.db
      .selectFrom('tasks')
      .select(({ fn }) => ['project_id', fn.countAll<number>().as('count')])
      .where('status', '=', 'Converting')
      .groupBy('project_id')
      .execute();
    return new Map(rows.map(({ project_id, count }) => [project_id, Number(count)]));
  }

  test('share the tasks: each has work at once, and each task is begun once', async () => {
    const nodes = [await startNode(), await startNode(), await startNode()];
    const uuids = await Promise.all(Array.from({ length: 12 }, () => startTask()));
    for (const { isHeld } of nodes) await isHeld(1);
    await expect
      .poll(
        async () => {
          for (const { held } of nodes) for (const { finish } of held) finish();
          return (await Promise.all(uuids.map(statusOf))).every((status) => status === 'Finished');
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    expect(nodes.flatMap(({ held }) => held)).toHaveLength(uuids.length);
    for (const uuid of uuids) expect((await server.store.tasks.find(uuid))?.attempts).toBe(1);
  });

  test('a task that one of them stores is begun by another at once', async () => {
    const { isHeld } = await startNode();
    const uuid = await startTask();
    await isHeld(1);
    expect(await statusOf(uuid)).toBe('Converting');
  });

  test('a task whose notification is lost is begun with the next sweep', async () => {
    await sql`alter table tasks disable trigger boardgate_waiting`.execute(server.store.database.db);
    const { worker, database, held, isHeld } = await startNode();
    const uuid = await startTask();
    await hearMarker(database);
    expect([held.length, await statusOf(uuid)]).toEqual([0, 'Waiting']);
    await worker.sweep();
    await isHeld(1);
  });

  test('a task that a stopping node gives back is begun by another at once', async () => {
    const first = await startNode();
    const uuid = await startTask();
    await first.isHeld(1);
    const second = await startNode();
    await first.worker.stop();
    await second.isHeld(1);
    expect(await server.store.tasks.find(uuid)).toMatchObject({ status: 'Converting', attempts: 1 });
  });

  test('no project gets ahead, however many tasks it has and however many nodes convert them', async () => {
    const { acme, globex } = server;
    for (let count = 0; count < 20; count++) await startTask(acme);
    for (let count = 0; count < 9; count++) await startTask(globex);
    const nodes = [await startNode(), await startNode(), await startNode()];
    for (const { worker } of nodes) await worker.sweep();
    for (const { isHeld } of nodes) await isHeld(1);
    // While both have tasks waiting, each has one of the three places at least.
    for (let ended = 0; ended < 6; ended++) {
      const running = await countRunning();
      expect([...running.values()].toSorted()).toEqual([1, 2]);
      const node = nodes[ended % nodes.length];
      const begun = node?.held.length ?? 0;
      node?.held.at(-1)?.finish();
      await node?.isHeld(begun + 1);
    }
  });
});
