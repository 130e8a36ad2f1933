import { describe, expect, test } from 'vitest';
import { setUpManagement } from './support/management.ts';
import { HOUR, SERVERS, START, type Tenant } from './support/test-server.ts';

interface Room {
  readonly uuid: string;
  readonly name: string;
}

describe.each(SERVERS)('/v1/rooms on $name', ({ start }) => {
  const { server, expectDone, expectRefused } = setUpManagement(start);

  const create = async (name: string, tenant: Tenant = server().acme): Promise<Room> =>
    (await expectDone('POST', '/v1/rooms', { project: tenant.project.id, name })) as unknown as Room;
  const list = async (query: Record<string, string> = {}) => {
    const answer = await expectDone('GET', `/v1/rooms?${new URLSearchParams(query)}`);
    return answer as unknown as { rooms: Room[]; next: string | null; count?: number };
  };
  const names = async (query: Record<string, string>) => (await list(query)).rooms.map(({ name }) => name);
  const actions = async () =>
    ((await server().manage('GET', '/v1/audit')).json() as { entries: { action: string }[] }).entries;

  test('a room is created, shown, banned and opened again, and the audit log has it', async () => {
    const { id, name } = server().acme.project;
    const body = { project: id, name: 'Lesson 1', isRecord: true, limit: 3 };
    const room = await expectDone('POST', '/v1/rooms', body);
    expect(room).toEqual({
      uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'Lesson 1',
      project: { id, name },
      isRecord: true,
      isBan: false,
      limit: 3,
      createdAt: new Date(START).toISOString(),
    });
    const url = `/v1/rooms/${room.uuid}`;
    expect(await expectDone('GET', url)).toEqual(room);
    const token = server().sdkToken();
    const join = async () =>
      (
        await server().post(`/v5/tokens/rooms/${room.uuid}`, {
          token,
          body: { lifespan: HOUR, role: 'reader' },
        })
      ).statusCode;
    expect(await join()).toBe(201);
    expect(await expectDone('PATCH', url, { isBan: true })).toEqual({ ...room, isBan: true });
    expect(await join()).toBe(403);
    // Banned already: nothing to write down.
    expect(await expectDone('PATCH', url, { isBan: true })).toEqual({ ...room, isBan: true });
    expect(await expectDone('PATCH', url, { isBan: false })).toEqual(room);
    expect(await join()).toBe(201);
    const line = { actor: 'admin', subject: room.uuid, project: id };
    expect((await actions()).slice(0, 3)).toMatchObject([
      { ...line, action: 'room.update', before: { isBan: true }, after: { isBan: false } },
      { ...line, action: 'room.update', before: { isBan: false }, after: { isBan: true } },
      {
        ...line,
        action: 'room.create',
        before: null,
        after: { name: 'Lesson 1', isRecord: true, limit: 3 },
      },
    ]);
  });

  test('what is left out has its default', async () => {
    const { id } = server().acme.project;
    expect(await expectDone('POST', '/v1/rooms', { project: id })).toMatchObject({
      name: '',
      isRecord: false,
      limit: 0,
    });
  });

  test('refused by field, and nothing is written', async () => {
    const { id } = server().acme.project;
    const { uuid } = await create('open');
    const post = (status: number, message: string | RegExp, body: object) =>
      expectRefused(status, message, 'POST', '/v1/rooms', body);
    await post(400, 'project is missing: it must be the id of a project', { name: 'x' });
    await post(400, 'project must be the id of a project', { project: 1 });
    await post(404, 'no project none: list the projects to see which exist', { project: 'none' });
    await post(404, /^no project /, { project: '\0' });
    await post(400, /^name must be a string of at most 2048/, { project: id, name: 'x'.repeat(2049) });
    await post(400, /^name must be a string/, { project: id, name: '\0' });
    await post(400, 'isRecord must be true or false', { project: id, isRecord: 1 });
    await post(400, /^limit must be an integer/, { project: id, limit: -1 });
    await post(400, /^unknown field "nmae"/, { project: id, nmae: 'x' });

    for (const method of ['GET', 'PATCH'] as const) {
      const body = method === 'PATCH' ? { isBan: true } : undefined;
      await expectRefused(404, 'room not found', method, `/v1/rooms/${'0'.repeat(32)}`, body);
      for (const malformed of ['none', '%00']) {
        await expectRefused(404, /^room not found: a room uuid/, method, `/v1/rooms/${malformed}`, body);
      }
    }
    await expectRefused(400, 'isBan must be true or false', 'PATCH', `/v1/rooms/${uuid}`, { isBan: 'yes' });
    await expectRefused(400, /^isBan is missing/, 'PATCH', `/v1/rooms/${uuid}`, {});
    await expectRefused(400, /^unknown field "name"/, 'PATCH', `/v1/rooms/${uuid}`, {
      isBan: true,
      name: 'x',
    });

    const get = (status: number, message: string | RegExp, query: string) =>
      expectRefused(status, message, 'GET', `/v1/rooms?${query}`);
    await get(404, 'no project none: list the projects to see which exist', 'project=none');
    await get(400, 'banned must be true or false', 'banned=yes');
    await get(400, /^search must be at most 64 characters/, `search=${'x'.repeat(65)}`);
    await get(400, /^search must be at most 64 characters/, 'search=%00');
    await get(400, /^search must be/, 'search=a&search=b');
    await get(400, /^limit must be an integer from 1 to 1000/, 'limit=1001');
    for (const after of ['x', '1', '1%20', '-1%20a', `9999999999999999%20a`, '1%20a%20b', '1%20a%0A']) {
      await get(400, 'after must be the next of the page before', `after=${after}`);
    }
    await get(400, /^unknown field "serach"/, 'serach=x');
  });

  test('without the admin token there is nothing to see, nor to do', async () => {
    const { uuid } = await create('mine');
    const missing = /^the admin token is missing/;
    await expectRefused(401, missing, 'GET', '/v1/rooms', undefined, null);
    await expectRefused(401, missing, 'GET', `/v1/rooms/${uuid}`, undefined, null);
    await expectRefused(401, missing, 'POST', '/v1/rooms', { project: server().acme.project.id }, null);
    const sdk = `Bearer ${server().sdkToken()}`;
    await expectRefused(401, 'invalid admin token', 'PATCH', `/v1/rooms/${uuid}`, { isBan: true }, sdk);
  });

  test('the list has the rooms of all projects, the newest first, or those of one', async () => {
    const { acme, globex } = server();
    for (const [name, tenant] of [
      ['a', acme],
      ['b', globex],
      ['c', acme],
    ] as const) {
      server().clock.now += 1;
      await create(name, tenant);
    }
    expect(await names({})).toEqual(['c', 'b', 'a']);
    expect(await names({ project: acme.project.id })).toEqual(['c', 'a']);
    expect((await list({ project: globex.project.id })).rooms).toMatchObject([
      { name: 'b', project: { id: globex.project.id, name: globex.project.name } },
    ]);
  });
});

describe.each(SERVERS)('with RESOURCES=external on $name', ({ start }) => {
  const { server, expectRefused } = setUpManagement(() => start({ resources: 'external' }));

  test('/v1/rooms and /v1/tasks say where rooms and tasks are, to the operator alone', async () => {
    const uuid = '0'.repeat(32);
    const project = server().acme.project.id;
    const calls = [
      ['GET', '/v1/rooms'],
      ['POST', '/v1/rooms', { project }],
      ['GET', `/v1/rooms/${uuid}`],
      ['PATCH', `/v1/rooms/${uuid}`, { isBan: true }],
      ['GET', '/v1/tasks'],
      ['POST', '/v1/tasks', { project, resource: 'https://files.example.org/a.pdf' }],
      ['PUT', `/v1/tasks/${uuid}/priority`, { priority: 'highest' }],
    ] as const;
    for (const [method, url, body] of calls) {
      await expectRefused(
        404,
        /^this server only issues tokens: rooms and conversions live/,
        method,
        url,
        body,
      );
      await expectRefused(401, /^the admin token is missing/, method, url, body, null);
    }
  });
});
