import { createUuidV1 } from '@boardgate/token';
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
    return answer as unknown as { rooms: Room[]; next: string | null };
  };
  const names = async (query: Record<string, string>) => (await list(query)).rooms.map(({ name }) => name);
  const actions = async () =>
    ((await server().manage('GET', '/v1/audit')).json() as { entries: { action: string }[] }).entries;

  /** Rooms of one name, past the API: one every millisecond, the last of them made at `until`. */
  async function addMany(count: number, name: string, until: number, isBan = 0): Promise<void> {
    const { db } = server().store.database;
    const rows = Array.from({ length: count }, (_, at) => ({
      uuid: createUuidV1(until - at).replaceAll('-', ''),
      project_id: server().acme.project.id,
      name,
      is_record: 0,
      is_ban: isBan,
      writer_limit: 0,
      created_at: until - at,
      folded_name: null,
    }));
    for (let at = 0; at < count; at += 1000) {
      await db
        .insertInto('rooms')
        .values(rows.slice(at, at + 1000))
        .execute();
    }
  }

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
    for (const after of ['x', '1', '1%20', '-1%20a', `9999999999999999%20a`]) {
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

  test('search takes how a name begins, in any case and script, and no character for another', async () => {
    const all = [
      '100% sure',
      '100 per cent',
      'a_b',
      'axb',
      'a\\b',
      'ÜBUNG',
      'Урок 1',
      'ΟΔΟΣ',
      '数学课',
      '😀 fun',
      "o'clock",
    ];
    for (const name of all) {
      server().clock.now += 1;
      await create(name);
    }
    const found = (search: string) => names({ search });
    expect(await found('100%')).toEqual(['100% sure']);
    expect(await found('100')).toEqual(['100 per cent', '100% sure']);
    expect(await found('%')).toEqual([]);
    expect(await found('a_')).toEqual(['a_b']);
    expect(await found('_')).toEqual([]);
    expect(await found('a\\')).toEqual(['a\\b']);
    expect(await found('A')).toEqual(['a\\b', 'axb', 'a_b']);
    expect(await found('übu')).toEqual(['ÜBUNG']);
    expect(await found('U\u0308B')).toEqual(['ÜBUNG']);
    expect(await found('УРО')).toEqual(['Урок 1']);
    expect(await found('οδος')).toEqual(['ΟΔΟΣ']);
    expect(await found('数')).toEqual(['数学课']);
    expect(await found('😀')).toEqual(['😀 fun']);
    expect(await found("O'")).toEqual(["o'clock"]);
    // In the middle is not at the beginning.
    expect(await found('课')).toEqual([]);
    expect(await found('x')).toEqual([]);
    expect(await found('')).toHaveLength(all.length);
  });

  test('search takes a uuid or its beginning, with or without dashes', async () => {
    const { uuid } = await create('this one');
    await create('deadbeef');
    const dashed = uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    for (const search of [uuid, uuid.toUpperCase(), dashed, uuid.slice(0, 8)]) {
      expect(await names({ search })).toEqual(['this one']);
    }
    // Also a name may look like one.
    expect(await names({ search: 'deadbeef' })).toEqual(['deadbeef']);
    expect(await names({ search: uuid, project: server().globex.project.id })).toEqual([]);
  });

  test('a name of 2048 characters is stored, and found by its first 64', async () => {
    const name = 'Ж'.repeat(2048);
    await create(name);
    await create('ж'.repeat(63));
    expect(await names({ search: 'ж'.repeat(64) })).toEqual([name]);
    expect(await names({ search: 'ж' })).toHaveLength(2);
  });

  test('the banned ones, or the others, alone or within a search', async () => {
    for (const name of ['one', 'two', 'other']) {
      server().clock.now += 1;
      await create(name);
    }
    const { rooms } = await list({ search: 'o' });
    for (const { uuid } of rooms) await expectDone('PATCH', `/v1/rooms/${uuid}`, { isBan: true });
    const { id } = server().acme.project;
    for (const project of [{}, { project: id }]) {
      expect(await names({ banned: 'true', ...project })).toEqual(['other', 'one']);
      expect(await names({ banned: 'false', ...project })).toEqual(['two']);
      expect(await names({ banned: 'true', search: 'ot', ...project })).toEqual(['other']);
      expect(await names({ banned: 'false', search: 'o', ...project })).toEqual([]);
    }
  });

  test.each([
    ['all', {}],
    ['a few that begin so', { search: 'few' }],
    ['the banned ones', { banned: 'true' }],
    ['those that are not', { banned: 'false' }],
  ])('page by page, %s: each room once, whatever is created meanwhile', async (_name, query) => {
    const isBan = 'banned' in query && query.banned === 'true' ? 1 : 0;
    await addMany(25, 'few', START, isBan);
    // Of the same moment as the newest: the uuid decides.
    await addMany(1, 'few', START, isBan);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { rooms: Room[]; next: string | null } = await list({
        limit: '4',
        ...query,
        ...(after !== null && { after }),
      });
      seen.push(...page.rooms.map(({ uuid }) => uuid));
      after = page.next;
      server().clock.now += 1;
      await create('few, but later');
    } while (after !== null);
    expect(seen).toHaveLength(26);
    expect(new Set(seen).size).toBe(26);
  });

  test('where thousands begin so, the newest come first all the same, each once', async () => {
    // More than are put in order at once, behind more than are looked at in one go.
    await addMany(4500, 'Lesson', START - 10_000);
    await addMany(1500, 'other', START);
    await addMany(1, 'lesson alone', START - 500);
    const { id } = server().acme.project;
    const first = await list({ search: 'lesson', limit: '1000', project: id });
    expect(first.rooms[0]?.name).toBe('lesson alone');
    const seen = first.rooms.map(({ uuid }) => uuid);
    for (let { next } = first; next !== null; ) {
      const page = await list({ search: 'LESSON', limit: '1000', after: next });
      seen.push(...page.rooms.map(({ uuid }) => uuid));
      next = page.next;
    }
    expect(seen).toHaveLength(4501);
    expect(new Set(seen).size).toBe(4501);
    expect(await names({ search: 'lesson', project: server().globex.project.id })).toEqual([]);
    expect(await names({ search: 'lesson', banned: 'true' })).toEqual([]);
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
