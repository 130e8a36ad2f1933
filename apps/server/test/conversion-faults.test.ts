import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeFiles } from '../src/conversions/queue/file-removals.ts';
import { filesPrefix } from '../src/conversions/queue/task.ts';
import { LEASE_MS } from '../src/conversions/queue/task-leases.ts';
import type { ConversionWorker } from '../src/conversions/queue/worker.ts';
import { ProgramKilled } from '../src/conversions/run/program-killed.ts';
import type { Database } from '../src/database/database.ts';
import { DirectoryResults } from '../src/results/directory-results.ts';
import { type HeldWorkerOptions, startHeldWorker } from './support/held-worker.ts';
import { OPERATOR, SERVERS, type TestServer } from './support/test-server.ts';

const HOOK = 'https://hooks.example.org/';

describe.each(SERVERS)('a conversion when something breaks, on $name', ({ start }) => {
  let server: TestServer;
  let files: Server;
  let resource: string;
  const workers: ConversionWorker[] = [];
  beforeEach(async () => {
    server = await start();
    files = createServer((_request, response) => response.end('%PDF-1.7 a document'));
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    resource = `http://127.0.0.1:${(files.address() as AddressInfo).port}/lesson.pdf`;
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop();
    files.closeAllConnections();
    await new Promise((resolve) => files.close(resolve));
    await server.stop();
  });

  const startTask = (more: object = {}) => server.startTask({ resource, type: 'static', ...more });
  const task = async (uuid: string) => {
    const found = await server.store.tasks.find(uuid);
    if (found === undefined) throw new Error('the task is gone');
    return found;
  };
  const reaches = (uuid: string, status: string) =>
    expect.poll(async () => (await task(uuid)).status).toBe(status);
  const filesOf = async (uuid: string) => {
    const folder = join(server.dataDir, 'files', filesPrefix(await task(uuid)));
    return await readdir(folder).catch(() => []);
  };
  const row = (uuid: string, values: { status?: string; worker?: string | null; secret?: string }) =>
    server.store.database.db.updateTable('tasks').set(values).where('uuid', '=', uuid).execute();

  /** Until the worker has seen to the end of what it had begun. */
  const isDone = () => expect.poll(() => readdir(join(server.dataDir, 'work'))).toEqual([]);

  /** A worker that has begun the one task there is. */
  async function startHeld(options: HeldWorkerOptions = {}) {
    const { worker, isHeld } = startHeldWorker(server, options);
    workers.push(worker);
    worker.wake();
    return { worker, ...(await isHeld(1)) };
  }

  test('a database that is gone while the ending is written costs neither the conversion nor an attempt', async () => {
    const uuid = await startTask({ webhookEndpoint: HOOK });
    const { database, failNext } = breakable(server.store.database);
    const { finish } = await startHeld({ database });
    failNext('before', 2);
    finish();
    await reaches(uuid, 'Finished');
    expect(await task(uuid)).toMatchObject({ attempts: 1, errorCode: null });
    expect(await filesOf(uuid)).toEqual(['1.png']);
    expect(await server.store.webhooks.list({ limit: 9 })).toHaveLength(1);
  });

  test('an ending that was written while its acknowledgement was lost stays, with its files and one webhook', async () => {
    const uuid = await startTask({ webhookEndpoint: HOOK });
    const { database, failNext } = breakable(server.store.database);
    const { finish } = await startHeld({ database });
    failNext('after', 1);
    finish();
    await reaches(uuid, 'Finished');
    await isDone();
    expect(await filesOf(uuid)).toEqual(['1.png']);
    expect(await task(uuid)).toMatchObject({ status: 'Finished', pages: [{ width: 4, height: 3 }] });
    expect(await server.store.webhooks.list({ limit: 9 })).toHaveLength(1);
  });

  test.each(['finishes', 'fails'])(
    'a worker that was taken for dead and %s leaves its successor’s files alone',
    async (how) => {
      const uuid = await startTask();
      const held = await startHeld();
      for (const status of ['Converting', 'Finished']) {
        await row(uuid, { status, worker: status === 'Converting' ? 'another' : null });
      }
      const theirs = join(server.dataDir, 'files', filesPrefix(await task(uuid)), '2.png');
      await mkdir(dirname(theirs), { recursive: true });
      await writeFile(theirs, 'an image of theirs');
      if (how === 'finishes') held.finish();
      else held.fail(new ConversionFailure('pdf-broken', 'the PDF is damaged'));
      await isDone();
      expect(await filesOf(uuid)).toContain('2.png');
      expect((await task(uuid)).status).toBe('Finished');
    },
  );

  test('what a worker makes of a task that was called off behind its back is removed', async () => {
    const uuid = await startTask();
    const { finish } = await startHeld();
    // As where the word of it is lost.
    await row(uuid, { status: 'Fail', worker: null });
    finish();
    await isDone();
    expect(await filesOf(uuid)).toEqual([]);
  });

  test('files that cannot be removed do not keep a task from its end: they are removed later', async () => {
    const uuid = await startTask();
    const results = new DirectoryResults(server.dataDir, () => 'http://boards.example');
    results.deleteAll = async () => {
      throw new Error('the store is away');
    };
    const { fail } = await startHeld({ results });
    fail(new ConversionFailure('pdf-broken', 'the PDF is damaged'));
    await reaches(uuid, 'Fail');
    const removals = await server.store.database.db.selectFrom('file_removals').selectAll().execute();
    expect(removals).toMatchObject([{ prefix: filesPrefix(await task(uuid)) }]);
  });

  test('files of one task that cannot be removed keep no other’s from it', async () => {
    const { db } = server.store.database;
    const prefixes = ['a', 'b', 'c'].map(
      (letter) => `staticConvert/${letter.repeat(32)}/${letter.repeat(32)}/`,
    );
    await db
      .insertInto('file_removals')
      .values(prefixes.map((prefix) => ({ prefix, requested_at: 1 })))
      .execute();
    const results = new DirectoryResults(server.dataDir, () => 'http://boards.example');
    results.deleteAll = async (prefix) => {
      if (prefix === prefixes[0]) throw new Error('the store is away');
    };
    const { database } = server.store;
    await expect(removeFiles(database, results, server.clock.now)).rejects.toThrow('the store is away');
    const left = await db.selectFrom('file_removals').select('prefix').execute();
    expect(left).toEqual([{ prefix: prefixes[0] }]);
  });

  test('a program that was ended from outside is tried again, as often as a conversion may be, and never blames the document', async () => {
    const uuid = await startTask();
    const { worker, held } = startHeldWorker(server);
    workers.push(worker);
    const attempt = async (number: number) => {
      await expect.poll(() => (held.length < number ? worker.wake() : true)).toBe(true);
      return held[number - 1];
    };
    for (let number = 1; number <= 3; number++) (await attempt(number))?.fail(new ProgramKilled());
    await reaches(uuid, 'Fail');
    expect((await task(uuid)).errorMessage).toBe(
      'unknown error: the program that converts it was ended from outside: this server may be short of memory; try again later',
    );
    const other = await startTask();
    (await attempt(4))?.fail(new ProgramKilled());
    (await attempt(5))?.finish();
    await reaches(other, 'Finished');
  });

  test('a conversion whose stored page is gone at the end does not count as finished', async () => {
    const uuid = await startTask();
    const results = new DirectoryResults(server.dataDir, () => 'http://boards.example');
    results.list = async () => [];
    (await startHeld({ results })).finish();
    await reaches(uuid, 'Fail');
    expect((await task(uuid)).errorMessage).toBe(
      'upload to storage failed: a converted page was gone before the conversion had ended: try again',
    );
  });

  test('a store that is full fails the task with its own code', async () => {
    const uuid = await startTask();
    const results = new DirectoryResults(server.dataDir, () => 'http://boards.example');
    results.put = async () => {
      throw new ConversionFailure('storage-failed', 'the server’s disk is full');
    };
    (await startHeld({ results })).finish();
    await reaches(uuid, 'Fail');
    expect((await task(uuid)).errorCode).toBe(2090304);
  });

  test('a project that is deleted takes its running task along, and what was made of it', async () => {
    const uuid = await startTask({ webhookEndpoint: HOOK });
    const { worker, job } = await startHeld();
    const prefix = filesPrefix(await task(uuid));
    await server.setDisabled('project', true);
    expect(job.signal.aborted).toBe(false);
    await server.store.projects.delete(server.acme.project.id, OPERATOR);
    await expect.poll(() => job.signal.aborted).toBe(true);
    await worker.stop();
    expect(await readdir(join(server.dataDir, 'files', prefix)).catch(() => 'gone')).toBe('gone');
    expect(await server.store.webhooks.list({ limit: 9 })).toEqual([]);
  });

  test('a task outlives the key that started it: it is the project’s', async () => {
    const uuid = await startTask();
    await server.setDisabled('key', true);
    (await startHeld()).finish();
    await reaches(uuid, 'Finished');
  });

  test('a server whose clock is ahead does not take living workers for dead', async () => {
    const uuid = await startTask();
    await startHeld();
    const { worker: other } = startHeldWorker(server);
    workers.push(other);
    for (let look = 0; look < 3; look++) {
      server.clock.now += 10 * LEASE_MS;
      await other.sweep();
      await server.store.database.db
        .updateTable('tasks')
        .set({ lease_until: server.clock.now + look })
        .execute();
    }
    expect(await task(uuid)).toMatchObject({ status: 'Converting', attempts: 1 });
  });

  test('a server whose clock is behind does not wait for a dead worker for ever', async () => {
    const uuid = await startTask();
    const { worker: other } = startHeldWorker(server);
    workers.push(other);
    await server.setDisabled('project', true);
    const { db } = server.store.database;
    const lease_until = server.clock.now + 3_600_000;
    await db.updateTable('tasks').set({ status: 'Converting', worker: 'dead', lease_until }).execute();
    await other.sweep();
    server.clock.now += LEASE_MS;
    await other.sweep();
    expect((await task(uuid)).status).toBe('Waiting');
  });
});

/** A database whose transactions break off when the test says so: before anything is done, or after everything is. */
function breakable(database: Database) {
  const due: ('before' | 'after')[] = [];
  const db = new Proxy(database.db, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target) as unknown;
      if (name === 'transaction' && due.length > 0) return () => brokenTransaction(database, due.shift());
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const failNext = (when: 'before' | 'after', times: number) => {
    due.push(...Array<typeof when>(times).fill(when));
  };
  return { database: { ...database, db }, failNext };
}

function brokenTransaction({ db }: Database, when: 'before' | 'after' | undefined) {
  type Work = Parameters<ReturnType<typeof db.transaction>['execute']>[0];
  return {
    execute: async (work: Work) => {
      if (when === 'after') await db.transaction().execute(work);
      throw new Error('Connection terminated unexpectedly');
    },
  };
}
