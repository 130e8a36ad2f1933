import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVERS, type TestServer } from '../../test/support/test-server.ts';

describe.each(SERVERS)('GET /v5/rooms on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const list = (query = '', tenant = server.acme) =>
    server.call('GET', `/v5/rooms${query}`, { token: server.sdkToken({ tenant }) });
  const uuidsOf = async (query = '') => {
    const answer = await list(query);
    expect([answer.statusCode, answer.body]).toEqual([200, expect.stringMatching(/^\[/)]);
    return (answer.json() as { uuid: string }[]).map(({ uuid }) => uuid);
  };
  const createRooms = async (count: number) => {
    const uuids: string[] = [];
    for (let at = 0; at < count; at++) {
      server.clock.now += at % 3 === 0 ? 1 : 0;
      uuids.push(await server.createRoom());
    }
    return uuids;
  };

  test('is a bare array of room objects, oldest first, and empty if there are none', async () => {
    expect((await list()).body).toBe('[]');
    const made = await createRooms(7);
    expect(await uuidsOf()).toEqual(made);
    const [first] = (await list()).json();
    const found = await server.call('GET', `/v5/rooms/${made[0]}`, { token: server.sdkToken() });
    expect(first).toEqual(found.json());
  });

  test('misses no room that is created while a client reads page after page, though the clock jumps back', async () => {
    const made = await createRooms(3);
    server.clock.now -= 3_600_000;
    const read = await uuidsOf('?limit=2');
    made.push(...(await createRooms(3)));
    server.clock.now -= 10 * 365 * 86_400_000;
    made.push(...(await createRooms(3)));
    while (read.at(-1) !== made.at(-1))
      read.push(...(await uuidsOf(`?beginUUID=${read.at(-1)}&limit=2`)).slice(1));
    expect(read).toEqual(made);
  });

  test('begins with the named room, and holds at most limit', async () => {
    const made = await createRooms(7);
    expect(await uuidsOf(`?beginUUID=${made[2]}&limit=3`)).toEqual(made.slice(2, 5));
    expect(await uuidsOf(`?beginUUID=${made[6]}`)).toEqual([made[6]]);
    expect(await uuidsOf('?limit=1')).toEqual([made[0]]);
    expect(await uuidsOf('?beginUUID=&limit=')).toEqual(made);
  });

  test('holds 100 by default, and 1,000 at most', async () => {
    const { id } = server.acme.project;
    const rooms = Array.from({ length: 1005 }, (_, at) => ({
      uuid: `${String(at).padStart(12, '0')}1${'0'.repeat(19)}`,
      project_id: id,
      name: '',
      is_record: 0,
      is_ban: 0,
      writer_limit: 0,
      created_at: at,
    }));
    await server.store.database.db.insertInto('rooms').values(rooms).execute();
    expect(await uuidsOf()).toHaveLength(100);
    expect(await uuidsOf('?limit=1000')).toHaveLength(1000);
  });

  test('is stable while rooms are created: a client that reads page after page gets each room once', async () => {
    const made = await createRooms(20);
    const met: string[] = [];
    let begin: string | undefined;
    do {
      const page = await uuidsOf(`?limit=4${begin === undefined ? '' : `&beginUUID=${begin}`}`);
      // Each page begins with the last room of the previous one.
      met.push(...(begin === undefined ? page : page.slice(1)));
      begin = page.length < 4 ? undefined : page.at(-1);
      if (made.length < 40) made.push(...(await createRooms(1)));
    } while (begin !== undefined);
    expect(met).toEqual(made.slice(0, met.length));
    expect(met.length).toBeGreaterThanOrEqual(20);
  });

  test('an unknown beginUUID is a 404', async () => {
    const unknown = await list(`?beginUUID=${'0'.repeat(32)}`);
    expect([unknown.statusCode, unknown.json()]).toEqual([404, { message: 'room not found' }]);
    for (const uuid of ['nope', "'", '%00', '%F0%9F%94%91']) {
      const answer = await list(`?beginUUID=${uuid}`);
      expect([answer.statusCode, answer.json().message]).toEqual([
        404,
        expect.stringMatching(/^room not found: a room uuid has 32 hexadecimal digits/),
      ]);
    }
  });

  test.each(['0', '-1', '1001', '1.5', 'x', '1e2', '01', '+5', '%31%30%30%30%30'])(
    'limit=%s is refused',
    async (limit) => {
      const answer = await list(`?limit=${limit}`);
      expect([answer.statusCode, answer.json()]).toEqual([
        400,
        { message: 'limit must be an integer from 1 to 1000' },
      ]);
    },
  );

  test('refuses a repeated parameter, ignores unknown ones and a trailing slash', async () => {
    const [room = ''] = await createRooms(1);
    expect((await list('?limit=1&limit=2')).statusCode).toBe(400);
    expect((await list(`?beginUUID=${room}&beginUUID=${room}`)).statusCode).toBe(400);
    expect(await uuidsOf('?pack=1&roomToken=x')).toEqual([room]);
    expect((await server.call('GET', '/v5/rooms/?limit=5', { token: server.sdkToken() })).statusCode).toBe(
      200,
    );
  });
});
