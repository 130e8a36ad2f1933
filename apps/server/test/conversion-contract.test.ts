import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filesPrefix, TASK_KEPT_MS } from '../src/conversions/queue/task.ts';
import { SERVERS, type TestServer } from './support/test-server.ts';

const PDF = 'https://files.example.org/lesson.pdf';
const OLDER = { api: 'services/conversion' } as const;

describe.each(SERVERS)('what clients of both APIs rely on, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const sdk = () => server.sdkToken();
  const send = (body: object | string) => server.post('/v5/projector/tasks', { token: sdk(), body });
  const query = (uuid: string, token = sdk()) => server.call('GET', `/v5/projector/tasks/${uuid}`, { token });
  const queryOlder = (uuid: string, type = 'static', token = sdk()) =>
    server.call('GET', `/v5/services/conversion/tasks/${uuid}?type=${type}`, { token });
  const row = (uuid: string, values: object) =>
    server.store.database.db.updateTable('tasks').set(values).where('uuid', '=', uuid).execute();

  test('a Task token opens its task in the API that it was started through, and in no other', async () => {
    const [newer, older] = [await server.startTask(), await server.startTask(undefined, OLDER)];
    const notFound = [404, { message: 'task not found', code: 2010605 }];
    expect((await query(newer, server.taskToken(newer))).statusCode).toBe(200);
    expect((await queryOlder(older, 'static', server.taskToken(older))).statusCode).toBe(200);
    const crossed = [
      await query(older, server.taskToken(older)),
      await queryOlder(newer, 'static', server.taskToken(newer)),
    ];
    for (const answer of crossed) expect([answer.statusCode, answer.json()]).toEqual(notFound);
  });

  test('a Room token that is labelled as a Task token is one for a task that does not exist', async () => {
    const room = await server.createRoom();
    const forged = server.roomToken(room).replace('NETLESSROOM_', 'NETLESSTASK_');
    for (const answer of [await query(room, forged), await queryOlder(room, 'static', forged)]) {
      expect([answer.statusCode, answer.json()]).toEqual([404, { message: 'task not found', code: 2010605 }]);
    }
    const task = await server.startTask();
    const relabelled = server.taskToken(task).replace('NETLESSTASK_', 'NETLESSROOM_');
    const asRoom = await server.call('GET', `/v5/rooms/${task}`, { token: relabelled });
    expect([asRoom.statusCode, asRoom.json().message]).toEqual([404, 'room not found']);
  });

  test('uuids are 32 lowercase hex digits: of version 4 in the projector API, 1 in the older one', async () => {
    for (let count = 0; count < 5; count++) {
      expect(await server.startTask()).toMatch(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
      expect(await server.startTask(undefined, OLDER)).toMatch(
        /^[0-9a-f]{12}1[0-9a-f]{3}[89ab][0-9a-f]{15}$/,
      );
    }
  });

  test('a task on its way, as both APIs show it: pages that are there, in any order, and 99 % at most', async () => {
    const [newer, older] = [
      await server.startTask({ resource: PDF, type: 'static', preview: true }),
      await server.startTask({ resource: PDF, type: 'static', preview: true }, OLDER),
    ];
    const begun = { status: 'Converting', page_count: 3, pages: '[[714,1010],null,[714,1010]]' };
    for (const uuid of [newer, older]) await row(uuid, begun);
    const shown = (await query(newer)).json();
    const link = (name: string) => `${shown.prefix}/${newer}/${name}`;
    expect(shown).toEqual({
      uuid: newer,
      type: 'static',
      status: 'Converting',
      convertedPercentage: 66,
      pageCount: 3,
      prefix: expect.stringMatching(/^http:\/\/\S+\/files\/staticConvert\/[\w-]{32}$/),
      images: {
        1: { width: 714, height: 1010, url: link('1.png') },
        3: { width: 714, height: 1010, url: link('3.png') },
      },
      previews: { 1: link('preview/1.png'), 3: link('preview/3.png') },
    });
    const { progress, ...rest } = (await queryOlder(older)).json();
    expect(rest).toEqual({ uuid: older, type: 'static', status: 'Converting' });
    expect(progress).toMatchObject({
      totalPageSize: 3,
      convertedPageSize: 2,
      convertedPercentage: 66,
      currentStep: 'GeneratingPreview',
    });
    expect(progress.convertedFileList).toEqual([
      { width: 714, height: 1010, conversionFileUrl: expect.any(String), preview: expect.any(String) },
      { width: 714, height: 1010, conversionFileUrl: expect.any(String), preview: expect.any(String) },
    ]);

    // All pages are there, and the task is not yet ended: clients stop asking at 100.
    for (const uuid of [newer, older]) await row(uuid, { pages: '[[1,1],[1,1],[1,1]]' });
    expect((await query(newer)).json().convertedPercentage).toBe(99);
    expect((await queryOlder(older)).json().progress).toMatchObject({
      convertedPercentage: 99,
      currentStep: 'Packaging',
    });
    await row(older, { page_count: null, pages: '[]' });
    expect((await queryOlder(older)).json().progress).toMatchObject({
      convertedPercentage: 0,
      currentStep: 'Extracting',
    });
  });

  test('a dynamic conversion links to nothing that is not there', async () => {
    const order = { resource: 'https://files.example.org/deck.pptx', type: 'dynamic' };
    const [newer, older] = [await server.startTask(order), await server.startTask(order, OLDER)];
    for (const uuid of [newer, older]) {
      await row(uuid, { status: 'Converting', page_count: 2, pages: '[[960,540]]' });
    }
    expect((await query(newer)).json()).toMatchObject({ resources: [], convertedPercentage: 49 });
    const list = async () => (await queryOlder(older, 'dynamic')).json().progress.convertedFileList;
    expect(await list()).toEqual([]);
    for (const uuid of [newer, older]) {
      const files = '["index.html","notes.json","slides.zip"]';
      await row(uuid, { status: 'Finished', pages: '[[960,540],[960,540]]', files, note: '{"notes":{}}' });
    }
    const { prefix, ...shown } = (await query(newer)).json();
    expect(shown).toEqual({
      uuid: newer,
      type: 'dynamic',
      status: 'Finished',
      convertedPercentage: 100,
      pageCount: 2,
      note: '{"notes":{}}',
      zip: `${prefix}/${newer}/slides.zip`,
      resources: [`${prefix}/${newer}/index.html`, `${prefix}/${newer}/notes.json`],
    });
    expect(await list()).toEqual([
      { width: 960, height: 540, conversionFileUrl: expect.stringMatching(/\/index\.html#1$/) },
      { width: 960, height: 540, conversionFileUrl: expect.stringMatching(/\/index\.html#2$/) },
    ]);
  });

  test('a failure has a code that is a text and a sentence, in the older API a reason', async () => {
    const [newer, older] = [await server.startTask(), await server.startTask(undefined, OLDER)];
    const failed = { status: 'Fail', error_code: 2110102, error_message: 'file is empty: nothing is in it' };
    for (const uuid of [newer, older]) await row(uuid, failed);
    expect((await query(newer)).json()).toEqual({
      uuid: newer,
      type: 'static',
      status: 'Fail',
      convertedPercentage: 0,
      errorCode: '2110102',
      errorMessage: 'file is empty: nothing is in it',
    });
    expect((await queryOlder(older)).json()).toEqual({
      uuid: older,
      type: 'static',
      status: 'Fail',
      failedReason: 'file is empty: nothing is in it',
      progress: { totalPageSize: 0, convertedPageSize: 0, convertedPercentage: 0, convertedFileList: [] },
    });
  });

  test('what cannot be is refused, the refusal names the field, and nothing is started', async () => {
    const refused: [string, string][] = [
      ['{"resource":"https://x.example/a.pdf","scale":1e999}', 'scale'],
      ['{"resource":"https://x.example/a.pdf","scale":3.01}', 'scale'],
      ['{"resource":"https://x.example/a.pdf","scale":0}', 'scale'],
      ['{"resource":"https://x.example/a.pdf","scale":null}', 'scale'],
      ['{"resource":"https://x.example/a.pdf","scale":NaN}', 'the body is not valid JSON'],
      ['{"resource":"https://x.example/a.pdf","preview":1}', 'preview'],
      ['{"resource":"https://x.example/a.pdf","preview":"true"}', 'preview'],
      ['{"resource":"https://x.example/a.pdf","outputFormat":"PNG"}', 'outputFormat'],
      ['{"resource":"https://x.example/a.pdf","type":"Static"}', 'type'],
      ['{"resource":"https://x.example/a.pdf","webhookRetry":-1}', 'webhookRetry'],
      ['{"resource":"https://x.example/a.pdf","webhookRetry":1.5}', 'webhookRetry'],
      ['{"resource":"https://x.example/a.pdf","webhookRetry":"3"}', 'webhookRetry'],
      [
        '{"resource":"https://x.example/a.pdf","webhookEndpoint":"https://me:secret@x.example/"}',
        'webhookEndpoint',
      ],
      ['{"resource":"https://x.example/a.pdf","webhookEndpoint":"javascript:alert(1)"}', 'webhookEndpoint'],
      ['{"resource":"https://x.example/a.pdf","webhookEndpoint":7}', 'webhookEndpoint'],
      ['{"resource":"https://x.example/a.pdf","imageCompressionLevel":0.5}', 'imageCompressionLevel'],
      ['{"resource":""}', 'resource'],
      ['{"resource":"javascript:alert(1)"}', 'resource'],
      ['{"resource":"data:application/pdf;base64,JVBERi0="}', 'resource'],
      ['{"resource":"//x.example/a.pdf"}', 'resource'],
      ['{"resource":"http://"}', 'resource'],
      ['{"resource":["https://x.example/a.pdf"]}', 'resource'],
      [`{"resource":"https://x.example/${'a'.repeat(9000)}"}`, 'resource'],
    ];
    for (const [body, field] of refused) {
      const answer = await send(body);
      expect([body, answer.statusCode, answer.json().message]).toEqual([
        body,
        400,
        expect.stringMatching(new RegExp(`^${field}`)),
      ]);
      expect(answer.body).not.toContain('secret');
    }
    expect(await server.store.tasks.list({}, 1)).toEqual([]);
  });

  test('the bounds themselves are taken, and what is left out is what the contract says', async () => {
    for (const more of [
      { scale: 0.1, webhookRetry: 0, imageCompressionLevel: 0 },
      { scale: 3, webhookRetry: 10, imageCompressionLevel: 4, buildSpa: true },
      { webhookEndpoint: '' },
    ]) {
      expect((await send({ resource: PDF, ...more })).statusCode).toBe(201);
    }
    const { uuid } = (await send({ resource: PDF })).json();
    expect(await server.store.tasks.find(uuid)).toMatchObject({
      type: 'static',
      scale: 1.2,
      outputFormat: 'png',
      preview: false,
      webhookUrl: null,
      webhookRetry: 3,
      imageCompressionLevel: 0,
    });
  });

  test('a running and a waiting task are called off; the list has the running one first', async () => {
    const [waiting, running] = [await server.startTask(), await server.startTask()];
    await row(running, { status: 'Converting', worker: 'another' });
    const list = async () => (await server.call('GET', '/v5/projector/tasks', { token: sdk() })).json();
    expect(await list()).toEqual([
      { taskId: running, status: 1 },
      { taskId: waiting, status: 0 },
    ]);
    for (const uuid of [waiting, running]) {
      const answer = await server.call('DELETE', `/v5/projector/tasks/${uuid}`, { token: sdk() });
      expect([answer.statusCode, answer.json()]).toEqual([200, { taskId: uuid, success: true }]);
    }
    expect(await list()).toEqual([]);
  });

  test('after seven days a task’s rows, webhooks and files are gone', async () => {
    const uuid = await server.startTask({ resource: PDF, webhookEndpoint: 'https://hooks.example.org/' });
    const task = await server.store.tasks.find(uuid);
    if (task === undefined) throw new Error('the task is gone');
    const folder = join(server.dataDir, 'files', filesPrefix(task));
    const { results } = server;
    await server.layFile('1.png', 'an image').then((path) => results.put(`${filesPrefix(task)}1.png`, path));
    await row(uuid, { status: 'Finished', page_count: 1, pages: '[[1,1]]' });
    server.clock.now += TASK_KEPT_MS;
    await server.cleanUp();
    expect(await readdir(folder)).toEqual(['1.png']);
    server.clock.now += 1;
    await server.cleanUp();
    expect((await query(uuid)).statusCode).toBe(404);
    server.clock.now += 600_000;
    await server.cleanUp();
    expect(await readdir(folder).catch(() => 'gone')).toBe('gone');
    const { db } = server.store.database;
    expect(await db.selectFrom('tasks').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('file_removals').selectAll().execute()).toEqual([]);
  });
});
