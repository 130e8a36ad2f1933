import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVERS, START, type TestServer } from '../../test/support/test-server.ts';

describe.each(SERVERS)('POST /v5/rooms on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const create = (body?: unknown) =>
    server.post('/v5/rooms', { token: server.sdkToken({ role: 'writer' }), body });

  test('answers 201 with the room object, including its defaults', async () => {
    const answer = await create({});
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({
      uuid: expect.stringMatching(/^[0-9a-f]{12}1[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
      name: '',
      teamUUID: server.acme.project.teamUuid,
      appUUID: server.acme.project.id,
      isRecord: false,
      isBan: false,
      createdAt: new Date(START).toISOString(),
      limit: 0,
    });
  });

  test.each(['白板 🖊️ naïve', 'a\u0001\u007f\n"\\', '<script>', 'x'.repeat(2048), '🔑'.repeat(1024), ''])(
    'keeps the name %j as it is',
    async (name) => {
      const room = (await create({ name, isRecord: true, limit: 5 })).json();
      expect(room).toMatchObject({ name, isRecord: true, limit: 5 });
      const found = await server.call('GET', `/v5/rooms/${room.uuid}`, { token: server.sdkToken() });
      expect(found.json()).toEqual(room);
    },
  );

  test('keeps the largest limit', async () => {
    expect((await create({ limit: Number.MAX_SAFE_INTEGER })).json().limit).toBe(Number.MAX_SAFE_INTEGER);
  });

  const NAME = 'name must be a string of at most 2048 characters of well-formed Unicode, without NUL';
  const LIMIT = 'limit must be an integer, 0 (= any number of writers) or more';
  test.each([
    [{ name: 'x'.repeat(2049) }, NAME],
    [{ name: 1 }, NAME],
    [{ name: null }, NAME],
    [{ name: 'nul\0' }, NAME],
    [{ name: '\ud800' }, NAME],
    [{ isRecord: 'true' }, 'isRecord must be true or false'],
    [{ isRecord: 1 }, 'isRecord must be true or false'],
    [{ limit: -1 }, LIMIT],
    [{ limit: 1.5 }, LIMIT],
    [{ limit: '5' }, LIMIT],
    [{ limit: 2 ** 53 }, LIMIT],
  ])('refuses %j and writes nothing', async (body, message) => {
    const before = await server.everyRow();
    const answer = await create(body);
    expect([answer.statusCode, answer.json()]).toEqual([400, { message }]);
    expect(await server.everyRow()).toEqual(before);
  });

  test('rooms that are created at the same time have different uuids', async () => {
    const rooms = await Promise.all(Array.from({ length: 50 }, () => create({})));
    expect(new Set(rooms.map((room) => room.json().uuid)).size).toBe(50);
  });
});

describe.each(SERVERS)('GET /v5/rooms/{uuid} on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start();
    room = await server.createRoom();
  });
  afterEach(() => server.stop());

  const get = (uuid: string, token: string) => server.call('GET', `/v5/rooms/${uuid}`, { token });

  test('answers 200 to an SDK token of the project and to a Room token of the room', async () => {
    for (const token of [
      server.sdkToken(),
      server.sdkToken({ role: 'writer' }),
      server.roomToken(room, { role: 'writer' }),
    ]) {
      const answer = await get(room, token);
      expect([answer.statusCode, answer.json().uuid]).toEqual([200, room]);
    }
  });

  test('an unknown room and another project’s are the same 404', async () => {
    const theirs = await server.createRoom(server.globex);
    for (const uuid of [theirs, '0'.repeat(32)]) {
      const answer = await get(uuid, server.sdkToken());
      expect([answer.statusCode, answer.body]).toEqual([404, '{"message":"room not found"}']);
    }
    // A Room token that names another project's room is signed by a key of the wrong project.
    expect((await get(theirs, server.roomToken(theirs))).statusCode).toBe(404);
  });

  test('a banned room is shown to an SDK token and closed to its own Room tokens', async () => {
    await server.banRoom(room);
    expect((await get(room, server.sdkToken())).json()).toMatchObject({ uuid: room, isBan: true });
    const refused = await get(room, server.roomToken(room));
    expect([refused.statusCode, refused.json().message]).toEqual([403, 'room is banned']);
  });
});
