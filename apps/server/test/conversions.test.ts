import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TASK_KEPT_MS } from '../src/conversions/queue/task.ts';
import { HOUR, OPERATOR, SERVERS, type TestServer } from './support/test-server.ts';

const PDF = 'https://files.example.org/lesson.pdf';

describe.each(SERVERS)('conversion tasks, as both APIs show them, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const sdk = () => server.sdkToken();
  const send = (body: object, path = 'projector') => server.post(`/v5/${path}/tasks`, { token: sdk(), body });
  const query = (uuid: string, token = sdk()) => server.call('GET', `/v5/projector/tasks/${uuid}`, { token });
  const queue = async () =>
    (await server.call('GET', '/v5/projector/tasks', { token: sdk() })).json() as {
      taskId: string;
      status: number;
    }[];
  const conversionPolicy = (conversions: object) =>
    server.store.projects.update(server.acme.project.id, { policy: { conversions } }, OPERATOR);

  test('a new task waits, and its Task token of any role shows it', async () => {
    const answer = await send({ resource: PDF });
    const { uuid } = answer.json();
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      { uuid: expect.stringMatching(/^[0-9a-f]{32}$/), type: 'static', status: 'Waiting' },
    ]);
    const shown = { uuid, type: 'static', status: 'Waiting', convertedPercentage: 0 };
    for (const token of [sdk(), server.taskToken(uuid, { role: 'reader' })]) {
      const asked = await query(uuid, token);
      expect([asked.statusCode, asked.json()]).toEqual([200, shown]);
    }
  });

  test('without a type a .pptx is dynamic and anything else static', async () => {
    const typeOf = async (resource: string, more = {}) => (await send({ resource, ...more })).json().type;
    expect(await typeOf('https://x.example/deck.PPTX?sign=a.pdf')).toBe('dynamic');
    expect(await typeOf('https://x.example/deck.ppt')).toBe('static');
    expect(await typeOf('https://x.example/?name=deck.pptx')).toBe('static');
    expect(await typeOf('https://x.example/deck.pptx', { type: 'static' })).toBe('static');
  });

  test.each<[object, string]>([
    [{}, 'resource is missing: it must be the http or https URL of a PDF, DOC, DOCX, PPT or PPTX file'],
    [{ resource: 1 }, 'resource must be the http or https URL of a PDF, DOC, DOCX, PPT or PPTX file'],
    [{ resource: 'file:///etc/passwd' }, 'resource must be an http or https URL'],
    [{ resource: 'lesson.pdf' }, 'resource must be an http or https URL'],
    [{ resource: 'https://user:secret@x.example/a.pdf' }, 'resource must'],
    [{ resource: `https://x.example/${'a'.repeat(8200)}` }, 'resource must'],
    [{ resource: PDF, type: 'video' }, 'type must be one of: static, dynamic'],
    [{ resource: PDF, scale: 0.05 }, 'scale must be a number from 0.1 to 3'],
    [{ resource: PDF, scale: 3.1 }, 'scale must be a number from 0.1 to 3'],
    [{ resource: PDF, scale: '1' }, 'scale must be a number from 0.1 to 3'],
    [{ resource: PDF, outputFormat: 'gif' }, 'outputFormat must be one of: png, jpg, jpeg, webp'],
    [{ resource: PDF, preview: 'yes' }, 'preview must be true or false'],
    [{ resource: PDF, webhookEndpoint: 'ftp://x' }, 'webhookEndpoint must be an http or https URL'],
    [{ resource: PDF, webhookRetry: 11 }, 'webhookRetry must be an integer from 0 to 10'],
    [{ resource: PDF, imageCompressionLevel: 5 }, 'imageCompressionLevel must be an integer from 0 to 4'],
  ])('%j is refused by field, and nothing is written', async (body, message) => {
    const before = await server.everyRow();
    const answer = await send(body);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
    expect(answer.body).not.toContain('secret');
    expect(await server.everyRow()).toEqual(before);
  });

  test('a URL of 1,000 characters of unicode is taken, in the form in which it is sent', async () => {
    const uuid = await server.startTask({ resource: `https://x.example/${'课'.repeat(1000)}.pdf` });
    expect((await server.store.tasks.find(uuid))?.resource).toMatch(
      /^https:\/\/x\.example\/(%E8%AF%BE){1000}\.pdf$/,
    );
  });

  test('the older API demands a type, and always has a progress to read through', async () => {
    const missing = await send({ resource: PDF }, 'services/conversion');
    expect([missing.statusCode, missing.json().message]).toEqual([
      400,
      'type is missing: it must be one of: static, dynamic',
    ]);
    const uuid = await server.startTask(undefined, { api: 'services/conversion' });
    const ask = (search: string) =>
      server.call('GET', `/v5/services/conversion/tasks/${uuid}${search}`, { token: sdk() });
    expect((await ask('?type=static')).json()).toEqual({
      uuid,
      type: 'static',
      status: 'Waiting',
      progress: { totalPageSize: 0, convertedPageSize: 0, convertedPercentage: 0, convertedFileList: [] },
    });
    expect((await ask('')).statusCode).toBe(400);
    expect((await ask('?type=video')).statusCode).toBe(400);
    expect((await ask('?type=dynamic')).statusCode).toBe(404);
  });

  test('uuids of the two APIs, and of rooms, are not interchangeable', async () => {
    const [newer, older, room] = [
      await server.startTask(),
      await server.startTask(undefined, { api: 'services/conversion' }),
      await server.createRoom(),
    ];
    for (const uuid of [older, room, '0'.repeat(32)]) {
      const answer = await query(uuid);
      expect([answer.statusCode, answer.json()]).toEqual([404, { message: 'task not found', code: 2010605 }]);
      const cancelled = await server.call('DELETE', `/v5/projector/tasks/${uuid}`, { token: sdk() });
      expect(cancelled.statusCode).toBe(404);
    }
    for (const uuid of [newer, room]) {
      const url = `/v5/services/conversion/tasks/${uuid}?type=static`;
      expect((await server.call('GET', url, { token: sdk() })).statusCode).toBe(404);
    }
    expect((await server.call('GET', `/v5/rooms/${newer}`, { token: sdk() })).statusCode).toBe(404);
  });

  test('the list holds what waits, in the order of its turn, and one’s own alone', async () => {
    const uuids = [];
    for (let count = 0; count < 3; count++) {
      uuids.push(await server.startTask());
      server.clock.now++;
    }
    await server.startTask(undefined, { tenant: server.globex });
    await server.startTask(undefined, { api: 'services/conversion' });
    const [first = '', second = '', third = ''] = uuids;
    expect(await queue()).toEqual(uuids.map((taskId) => ({ taskId, status: 0 })));

    const move = (uuid: string, priority: string) =>
      server.call('PUT', `/v5/projector/tasks/${uuid}/priority`, { token: sdk(), body: { priority } });
    expect((await move(third, 'highest')).json()).toEqual({ taskId: third, success: true });
    expect((await move(first, 'lowest')).json()).toEqual({ taskId: first, success: true });
    expect((await queue()).map(({ taskId }) => taskId)).toEqual([third, second, first]);
    // The front and the back of the queue, wherever others were moved before.
    await move(second, 'highest');
    await move(third, 'lowest');
    expect((await queue()).map(({ taskId }) => taskId)).toEqual([second, first, third]);
    const wrong = await move(first, 'high');
    expect([wrong.statusCode, wrong.json().message]).toEqual([
      400,
      'priority must be one of: highest, lowest',
    ]);
  });

  test('/metrics tells an operator how long the queue is, and no one how long another’s is', async () => {
    await server.startTask();
    server.clock.now += 5000;
    await server.startTask(undefined, { tenant: server.globex });
    const ask = async () => (await server.app.inject({ url: '/metrics' })).body;
    const numbers = await ask();
    expect(numbers).toContain('\nboardgate_conversions_waiting 2\n');
    expect(numbers).toContain('\nboardgate_conversions_running 0\n');
    expect(numbers).toContain('\nboardgate_conversions_oldest_waiting_seconds 5\n');
    expect(numbers).toContain('\nboardgate_webhooks_pending 0\n');
    expect(numbers).not.toContain(server.acme.project.id);
    // Asked again at once, the database is left alone.
    await server.startTask();
    expect(await ask()).toContain('\nboardgate_conversions_waiting 2\n');
  });

  test('a running task cannot be moved, and one that has ended is nowhere to move', async () => {
    const uuid = await server.startTask();
    const { db } = server.store.database;
    const move = () =>
      server.call('PUT', `/v5/projector/tasks/${uuid}/priority`, {
        token: sdk(),
        body: { priority: 'highest' },
      });
    await db.updateTable('tasks').set({ status: 'Converting' }).execute();
    const running = await move();
    expect([running.statusCode, running.json()]).toEqual([
      400,
      { message: 'modify priority for running task is not allowed', code: 2010607 },
    ]);
    await db.updateTable('tasks').set({ status: 'Finished' }).execute();
    expect((await move()).json()).toEqual({ taskId: uuid, success: false });
  });

  test('a task that is called off is out of the list, for good', async () => {
    const uuid = await server.startTask();
    const cancel = () => server.call('DELETE', `/v5/projector/tasks/${uuid}`, { token: sdk() });
    expect((await cancel()).json()).toEqual({ taskId: uuid, success: true });
    expect((await cancel()).json()).toEqual({ taskId: uuid, success: false });
    expect((await query(uuid)).json().status).toBe('Abort');
    expect(await queue()).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['waiting tasks', { maxWaitingTasks: 1 }, '1 tasks are waiting already'],
    ['pages', { maxPages: 0 }, '0 pages are kept already'],
    ['bytes', { maxBytes: 0 }, '0 bytes are kept already'],
  ])('beyond the project’s limit of %s: 2010203, and when to come again', async (_name, limit, what) => {
    await server.startTask();
    await conversionPolicy(limit);
    await server.settle();
    const answer = await send({ resource: PDF });
    expect([answer.statusCode, answer.json()]).toEqual([
      429,
      { message: `the number of tasks exceeds limit: ${what}`, code: 2010203 },
    ]);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(await server.startTask(undefined, { tenant: server.globex })).toMatch(/^[0-9a-f]{32}$/);
  });

  test('tasks started at once do not go beyond the limit together', async () => {
    await conversionPolicy({ maxWaitingTasks: 5 });
    await server.settle();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send({ resource: PDF })));
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(5);
  });

  test('tasks can be queried for seven days, and Task tokens be had for them', async () => {
    const uuid = await server.startTask();
    const issue = () =>
      server.post(`/v5/tokens/tasks/${uuid}`, { token: sdk(), body: { lifespan: HOUR, role: 'reader' } });
    server.clock.now += TASK_KEPT_MS;
    await server.cleanUp();
    expect([(await query(uuid)).statusCode, (await issue()).statusCode]).toEqual([200, 201]);
    server.clock.now += 1;
    await server.cleanUp();
    expect([(await query(uuid)).statusCode, (await issue()).statusCode]).toEqual([404, 404]);
  });

  test('a deleted project’s tasks go with it', async () => {
    const uuid = await server.startTask();
    await server.setDisabled('project', true);
    await server.store.projects.delete(server.acme.project.id, OPERATOR);
    expect(await server.store.tasks.find(uuid)).toBeUndefined();
    const { db } = server.store.database;
    const removals = await db.selectFrom('file_removals').selectAll().execute();
    expect(removals).toEqual([
      { prefix: expect.stringContaining(`/${uuid}/`), requested_at: expect.any(Number) },
    ]);
  });

  test('an operator lists, shows, calls off and retries tasks, and the audit log has it', async () => {
    const uuid = await server.startTask({ resource: `${PDF}?signature=secret`, type: 'static' });
    const one = async () => (await server.manage('GET', `/v1/tasks/${uuid}`)).json();
    expect(await one()).toMatchObject({ uuid, status: 'Waiting', resource: PDF, api: 'projector' });
    expect((await server.manage('GET', '/v1/tasks?status=Waiting')).json()).toMatchObject({
      tasks: [{ uuid }],
      next: null,
    });
    expect(
      (await server.manage('GET', `/v1/tasks?project=${server.globex.project.id}`)).json().tasks,
    ).toEqual([]);
    const early = await server.manage('POST', `/v1/tasks/${uuid}/retry`);
    expect([early.statusCode, early.json().message]).toEqual([
      409,
      `the task ${uuid} is Waiting: only a failed or cancelled task can be converted again`,
    ]);
    expect((await server.manage('POST', `/v1/tasks/${uuid}/cancel`)).json()).toEqual({ cancelled: true });
    expect((await server.manage('POST', `/v1/tasks/${uuid}/cancel`)).json()).toEqual({ cancelled: false });
    expect((await server.manage('POST', `/v1/tasks/${uuid}/retry`)).json()).toMatchObject({
      status: 'Waiting',
    });
    const { entries } = (await server.manage('GET', `/v1/audit?subject=${uuid}`)).json();
    expect(entries.map(({ action }: { action: string }) => action)).toEqual(['task.retry', 'task.cancel']);
    for (const path of [`/v1/tasks/${'0'.repeat(32)}`, '/v1/tasks/x']) {
      expect((await server.manage('GET', path)).statusCode).toBe(404);
    }
    expect(server.log.join('')).not.toContain('secret');
  });

  test('an operator starts a task as an app server does, and the audit log names no secret', async () => {
    const { id } = server.acme.project;
    const body = { project: id, resource: `${PDF}?signature=secret`, preview: true, outputFormat: 'webp' };
    const answer = await server.manage('POST', '/v1/tasks', body);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      201,
      { api: 'projector', project: id, resource: PDF, type: 'static', status: 'Waiting', priority: 'normal' },
    ]);
    const { uuid } = answer.json();
    expect((await query(uuid)).json()).toMatchObject({ uuid, status: 'Waiting' });
    expect(await server.store.tasks.find(uuid)).toMatchObject({
      preview: true,
      outputFormat: 'webp',
      scale: 1.2,
    });
    const { entries } = (await server.manage('GET', `/v1/audit?subject=${uuid}`)).json();
    expect(entries).toMatchObject([
      { actor: 'admin', action: 'task.create', project: id, after: { resource: PDF, type: 'static' } },
    ]);
    expect(JSON.stringify(entries) + server.log.join('')).not.toContain('secret');
  });

  test('what an operator starts is held to the form and to the limits of the project', async () => {
    const { id } = server.acme.project;
    const refuse = async (status: number, message: string | RegExp, body: object) => {
      const before = await server.everyRow();
      const answer = await server.manage('POST', '/v1/tasks', body);
      expect([answer.statusCode, answer.json().message]).toEqual([status, expect.stringMatching(message)]);
      expect(await server.everyRow()).toEqual(before);
    };
    await refuse(400, /^project is missing: it must be the id of a project$/, { resource: PDF });
    await refuse(404, /^no project none: /, { project: 'none', resource: PDF });
    await refuse(400, /^resource is missing: it must be the http or https URL/, { project: id });
    await refuse(400, /^resource /, { project: id, resource: 'file:///etc/passwd' });
    await refuse(400, /^scale must be a number from/, { project: id, resource: PDF, scale: 9 });
    await refuse(400, /^unknown field "webhook"/, { project: id, resource: PDF, webhook: 'x' });
    await server.store.projects.update(id, { policy: { conversions: { maxWaitingTasks: 0 } } }, OPERATOR);
    await refuse(429, /^the number of tasks exceeds limit: 0 tasks are waiting/, {
      project: id,
      resource: PDF,
    });
  });

  test('an operator moves a waiting task of any project within the queue, and no other', async () => {
    const uuid = await server.startTask();
    const older = await server.startTask(undefined, { api: 'services/conversion' });
    const move = (task: string, body: object) => server.manage('PUT', `/v1/tasks/${task}/priority`, body);
    const shown = async (task: string) => (await server.manage('GET', `/v1/tasks/${task}`)).json().priority;
    for (const task of [uuid, older]) {
      const answer = await move(task, { priority: 'highest' });
      expect([answer.statusCode, answer.json(), await shown(task)]).toEqual([
        200,
        { moved: true },
        'highest',
      ]);
    }
    // Before the other one again, which had been moved there since.
    expect((await move(uuid, { priority: 'highest' })).json()).toEqual({ moved: true });
    expect((await move(uuid, { priority: 'lowest' })).json()).toEqual({ moved: true });
    const { entries } = (await server.manage('GET', `/v1/audit?subject=${uuid}`)).json();
    expect(entries).toMatchObject([
      { action: 'task.prioritise', before: { priority: 'highest' }, after: { priority: 'lowest' } },
      { action: 'task.prioritise', before: { priority: 'highest' }, after: { priority: 'highest' } },
      { action: 'task.prioritise', before: { priority: 'normal' }, after: { priority: 'highest' } },
    ]);

    const { db } = server.store.database;
    const refuse = async (task: string, body: object) => {
      const before = await server.everyRow();
      const answer = await move(task, body);
      expect(await server.everyRow()).toEqual(before);
      return [answer.statusCode, answer.json().message];
    };
    expect(await refuse(uuid, { priority: 'normal' })).toEqual([
      400,
      'priority must be one of: highest, lowest',
    ]);
    expect(await refuse('0'.repeat(32), { priority: 'lowest' })).toEqual([404, 'task not found']);
    await db.updateTable('tasks').set({ status: 'Converting' }).where('uuid', '=', uuid).execute();
    expect(await refuse(uuid, { priority: 'lowest' })).toEqual([
      400,
      'modify priority for running task is not allowed',
    ]);
    await server.manage('POST', `/v1/tasks/${uuid}/cancel`);
    expect((await move(uuid, { priority: 'highest' })).json()).toEqual({ moved: false });
    expect(await shown(uuid)).toBe('lowest');
  });
});
