import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LEASE_MS } from '../src/conversions/queue/task-leases.ts';
import type { ConversionWorker } from '../src/conversions/queue/worker.ts';
import { type HeldWorkerOptions, startHeldWorker } from './support/held-worker.ts';
import { OPERATOR, SERVERS, type TestServer } from './support/test-server.ts';

describe.each(SERVERS)('the conversion worker on $name', ({ start }) => {
  let server: TestServer;
  let files: Server;
  let resource: string;
  const workers: ConversionWorker[] = [];
  beforeEach(async () => {
    server = await start();
    files = createServer((request, response) => {
      if (request.url?.startsWith('/slow')) response.write('%PDF-1.7');
      else response.end('%PDF-1.7 a document');
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    resource = `http://127.0.0.1:${(files.address() as AddressInfo).port}/lesson.pdf`;
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop();
    files.closeAllConnections();
    await new Promise((resolve) => files.close(resolve));
    await server.stop();
  });

  const task = async (uuid: string) => {
    const found = await server.store.tasks.find(uuid);
    if (found === undefined) throw new Error('the task is gone');
    return found;
  };
  const startTask = (more: object = {}, options = {}) =>
    server.startTask({ resource, type: 'static', ...more }, options);

  function startWorker(options: HeldWorkerOptions = {}) {
    const started = startHeldWorker(server, options);
    workers.push(started.worker);
    return started;
  }

  const reaches = (uuid: string, status: string) =>
    expect.poll(async () => (await task(uuid)).status).toBe(status);

  test('takes what waits: the moved-up first, then the oldest, the moved-down last', async () => {
    const [down, old, young, up] = [
      await startTask(),
      await startTask(),
      await startTask(),
      await startTask(),
    ];
    const { tasks } = server.store;
    const projectId = server.acme.project.id;
    await server.store.database.db
      .updateTable('tasks')
      .set({ created_at: server.clock.now + 1 })
      .where('uuid', '=', young)
      .execute();
    await server.store.database.db
      .updateTable('tasks')
      .set({ created_at: server.clock.now - 1 })
      .where('uuid', '=', old)
      .execute();
    await tasks.prioritise(up, projectId, 'projector', 'highest');
    await tasks.prioritise(down, projectId, 'projector', 'lowest');
    const { worker, isHeld } = startWorker();
    worker.wake();
    for (const [index, uuid] of [up, old, young, down].entries()) {
      const { finish } = await isHeld(index + 1);
      expect((await task(uuid)).status).toBe('Converting');
      finish();
      await reaches(uuid, 'Finished');
    }
  });

  test('a finished task has its page, its size and its link, and its percentage is 100 only then', async () => {
    const uuid = await startTask();
    const { worker, isHeld } = startWorker();
    worker.wake();
    const { finish } = await isHeld(1);
    const ask = async () =>
      (await server.call('GET', `/v5/projector/tasks/${uuid}`, { token: server.sdkToken() })).json();
    expect(await ask()).toMatchObject({ status: 'Converting', convertedPercentage: 0 });
    finish();
    await reaches(uuid, 'Finished');
    const { images, prefix } = await ask();
    expect(images['1']).toMatchObject({ width: 4, height: 3, url: `${prefix}/${uuid}/1.png` });
    expect(await ask()).toMatchObject({ convertedPercentage: 100, pageCount: 1 });
  });

  test('no more of a project at a time than it may: the next project’s turn comes first', async () => {
    const policy = { conversions: { maxRunningTasks: 1 } };
    await server.store.projects.update(server.acme.project.id, { policy }, OPERATOR);
    const [first, second] = [await startTask(), await startTask()];
    server.clock.now++;
    const theirs = await startTask({}, { tenant: server.globex });
    const { worker, isHeld } = startWorker({ concurrency: 3 });
    worker.wake();
    const { finish } = await isHeld(1);
    await isHeld(2);
    const states = await Promise.all([first, second, theirs].map(async (uuid) => (await task(uuid)).status));
    expect(states.toSorted()).toEqual(['Converting', 'Converting', 'Waiting']);
    expect(states[2]).toBe('Converting');
    finish();
    await isHeld(3);
  });

  test('hosts that send slowly keep nobody from being converted, and a stop calls them off', async () => {
    const slow: string[] = [];
    for (let count = 0; count < 3; count++)
      slow.push(await startTask({ resource: resource.replace('lesson', 'slow') }));
    const { worker, isHeld } = startWorker({ quickDownloadMs: 1 });
    worker.wake();
    const countSlow = async () =>
      (await Promise.all(slow.map(task))).filter(({ status }) => status === 'Converting').length;
    await expect.poll(countSlow).toBe(1);
    const uuid = await startTask({}, { tenant: server.globex });
    worker.wake();
    (await isHeld(1)).finish();
    await reaches(uuid, 'Finished');
    // Where one document is converted at a time, a project has one download.
    expect(await countSlow()).toBe(1);
    await worker.stop();
    expect(await Promise.all(slow.map(task))).toMatchObject(
      slow.map(() => ({ status: 'Waiting', attempts: 0 })),
    );
  });

  test('projects take turns, whatever priority one gives its tasks, and however many it has', async () => {
    const ours = [];
    for (let count = 0; count < 3; count++) {
      const uuid = await startTask();
      await server.store.tasks.prioritise(uuid, server.acme.project.id, 'projector', 'highest');
      ours.push(uuid);
    }
    server.clock.now++;
    const theirs = await startTask({}, { tenant: server.globex });
    const { worker, isHeld } = startWorker();
    worker.wake();
    const turns = [];
    for (let count = 1; count <= 4; count++) {
      const { finish } = await isHeld(count);
      const { db } = server.store.database;
      const running = await db
        .selectFrom('tasks')
        .select('uuid')
        .where('status', '=', 'Converting')
        .execute();
      const [{ uuid } = { uuid: '' }] = running;
      turns.push(uuid);
      finish();
      await reaches(uuid, 'Finished');
    }
    // The last to be moved to the front is the first of its project.
    expect(turns).toEqual([ours[2], theirs, ours[1], ours[0]]);
  });

  test('a disabled project’s tasks wait until it is enabled', async () => {
    const uuid = await startTask();
    await server.setDisabled('project', true);
    const { worker, held, isHeld } = startWorker();
    await worker.sweep();
    await worker.sweep();
    expect([held.length, (await task(uuid)).status]).toEqual([0, 'Waiting']);
    await server.setDisabled('project', false);
    await worker.sweep();
    await isHeld(1);
  });

  test('a failure has its code and sentence, and leaves no file', async () => {
    const uuid = await startTask();
    const { worker, isHeld } = startWorker();
    worker.wake();
    const { fail } = await isHeld(1);
    fail(new ConversionFailure('file-unsupported', 'the PDF needs a password: save it without one'));
    await reaches(uuid, 'Fail');
    const shown = (
      await server.call('GET', `/v5/projector/tasks/${uuid}`, { token: server.sdkToken() })
    ).json();
    expect(shown).toMatchObject({
      status: 'Fail',
      errorCode: '2110100',
      errorMessage: 'unsupported file type: the PDF needs a password: save it without one',
    });
    expect(shown.images).toBeUndefined();
  });

  test('a fault of ours is a failure that tells nothing of it', async () => {
    const uuid = await startTask();
    const { worker, isHeld } = startWorker();
    worker.wake();
    (await isHeld(1)).fail(new Error('/var/lib/secret exploded'));
    await reaches(uuid, 'Fail');
    expect((await task(uuid)).errorMessage).toBe(
      'unknown error: a fault of this server; its operator finds the cause in the log',
    );
  });

  test('a full or broken disk fails the task that finds it so, and leaves nobody waiting', async () => {
    const uuid = await startTask();
    await writeFile(join(server.dataDir, 'work'), 'in the way');
    const { worker, held } = startWorker();
    worker.wake();
    await reaches(uuid, 'Fail');
    expect(held).toHaveLength(0);
    expect(await task(uuid)).toMatchObject({
      errorCode: 2110099,
      errorMessage: expect.not.stringContaining(server.dataDir),
    });
  });

  test('calling a task off ends its worker at once, from this process or another', async () => {
    const { worker, isHeld } = startWorker();
    const [here, elsewhere] = [await startTask(), await startTask()];
    worker.wake();
    const first = await isHeld(1);
    const firstUuid = (await task(here)).status === 'Converting' ? here : elsewhere;
    const otherUuid = firstUuid === here ? elsewhere : here;
    await server.call('DELETE', `/v5/projector/tasks/${firstUuid}`, { token: server.sdkToken() });
    expect(first.job.signal.aborted).toBe(true);
    const second = await isHeld(2);
    const other = await server.openAgain();
    await other.tasks.cancelAsOperator(otherUuid, OPERATOR);
    await other.database.close();
    await expect.poll(() => second.job.signal.aborted).toBe(true);
    expect([(await task(here)).status, (await task(elsewhere)).status]).toEqual(['Abort', 'Abort']);
  });

  test('a task that takes too long fails as such', async () => {
    const uuid = await startTask();
    const { worker } = startWorker({ limitMs: 50 });
    worker.wake();
    await reaches(uuid, 'Fail');
    expect(await task(uuid)).toMatchObject({
      errorCode: 2011201,
      errorMessage: expect.stringContaining('task timeout'),
    });
  });

  test('a server that stops gives its tasks back, at no cost of attempts', async () => {
    const uuid = await startTask();
    const { worker, isHeld } = startWorker();
    worker.wake();
    await isHeld(1);
    await worker.stop();
    expect(await task(uuid)).toMatchObject({ status: 'Waiting', attempts: 0 });
    const next = startWorker();
    next.worker.wake();
    (await next.isHeld(1)).finish();
    await reaches(uuid, 'Finished');
  });

  test('a dead worker’s task is taken up again, as often as configured, then it fails and its webhook tells so', async () => {
    const uuid = await startTask({ webhookEndpoint: 'https://hooks.example.org/' });
    const { db } = server.store.database;
    const { worker, held } = startWorker();
    for (let attempt = 1; attempt <= 3; attempt++) {
      // As a killed server leaves it.
      await db
        .updateTable('tasks')
        .set({
          status: 'Converting',
          worker: 'dead',
          attempts: attempt,
          lease_until: server.clock.now + LEASE_MS,
        })
        .execute();
      await worker.sweep();
      expect(held).toHaveLength(0);
      server.clock.now += LEASE_MS + 1;
      if (attempt < 3) {
        await db.updateTable('projects').set({ disabled_at: 1 }).execute();
        await worker.sweep();
        expect(await task(uuid)).toMatchObject({ status: 'Waiting', attempts: attempt });
        await db.updateTable('projects').set({ disabled_at: null }).execute();
      }
    }
    await worker.sweep();
    expect(await task(uuid)).toMatchObject({
      status: 'Fail',
      errorCode: 2110099,
      errorMessage: expect.stringContaining('the server stopped during the conversion, 3 times'),
    });
    const deliveries = await server.store.webhooks.list({ limit: 10 });
    expect(deliveries).toMatchObject([{ taskUuid: uuid, status: 'pending' }]);
  });

  test('who was taken for dead writes nothing any more', async () => {
    const uuid = await startTask();
    const { worker, isHeld } = startWorker();
    worker.wake();
    const { finish } = await isHeld(1);
    const { db } = server.store.database;
    await db.updateTable('tasks').set({ worker: 'another' }).execute();
    finish();
    await worker.stop();
    expect(await task(uuid)).toMatchObject({ status: 'Converting', pages: [] });
  });

  test('of two workers on one database each task has one', async () => {
    const uuids = await Promise.all(Array.from({ length: 12 }, () => startTask({}, {})));
    const [one, two] = [startWorker({ concurrency: 2 }), startWorker({ concurrency: 2 })];
    for (const { worker } of [one, two]) worker.wake();
    await expect
      .poll(async () => {
        for (const { finish } of [...one.held, ...two.held]) finish();
        const states = await Promise.all(uuids.map(async (uuid) => (await task(uuid)).status));
        return states.every((status) => status === 'Finished');
      })
      .toBe(true);
    expect(one.held.length + two.held.length).toBe(uuids.length);
    for (const uuid of uuids) expect((await task(uuid)).attempts).toBe(1);
  });
});
