import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOperation } from '../src/access/access.ts';
import { SERVERS, type TestServer } from './support/test-server.ts';

const HINT = 'send the token in the header token, without Bearer';
const VENDOR = 'invalid format of token';
const MALFORMED = 'has 32 hexadecimal digits without dashes, in lower case';

describe.each(SERVERS)('refusals that say what to send, on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeAll(async () => {
    server = await start();
    room = await server.createRoom();
  });
  afterAll(() => server.stop());

  const get = async (path: string, headers: Record<string, string> = {}, token?: string) => {
    const answer = await server.call('GET', path, { token, headers });
    return [answer.statusCode, answer.json()];
  };

  test('a token in the wrong place is a 401 with a hint, whatever it is', async () => {
    const good = server.sdkToken();
    for (const authorization of [`Bearer ${good}`, good, 'Bearer nonsense', 'Basic dTpw', '']) {
      expect(await get('/v5/rooms', { authorization })).toEqual([401, { message: VENDOR, hint: HINT }]);
    }
    for (const query of [
      `token=${good}`,
      'token=nonsense',
      'token=',
      'token=1&token=2',
      `limit=1&token=${good}`,
    ]) {
      expect(await get(`/v5/rooms?${query}`)).toEqual([401, { message: VENDOR, hint: HINT }]);
    }
    expect(server.log.join('')).not.toContain(good);
  });
  test('without a token anywhere, or with a token header, there is no hint', async () => {
    const elsewhere = { authorization: `Bearer ${server.sdkToken()}` };
    expect(await get('/v5/rooms')).toEqual([401, { message: VENDOR }]);
    expect(await get('/v5/rooms?tokens=1')).toEqual([401, { message: VENDOR }]);
    for (const token of ['', 'nonsense', `Bearer ${server.sdkToken()}`]) {
      expect(await get('/v5/rooms?token=1', elsewhere, token)).toEqual([401, { message: VENDOR }]);
    }
    const expired = server.sdkToken({ now: server.clock.now - 7_200_000 });
    expect(await get('/v5/rooms', elsewhere, expired)).toEqual([401, { message: 'expired token' }]);
    expect((await get('/v5/rooms?token=1', elsewhere, server.sdkToken()))[0]).toBe(200);
  });
  test('every route that takes a token gives the hint', async () => {
    const routes = server.app.declaredAccess.filter(({ access }) => isOperation(access));
    expect(routes.length).toBeGreaterThan(10);
    for (const { method, url } of routes) {
      const headers = { authorization: `Bearer ${server.sdkToken()}` };
      const answer = await server.call(method as 'GET', url.replace(':uuid', room), { headers });
      expect([url, answer.statusCode, answer.json().hint]).toEqual([url, 401, HINT]);
    }
  });

  const dashed = (uuid: string) => uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const malformed = () => [
    dashed(room),
    room.toUpperCase(),
    room.slice(1),
    `${room}0`,
    'undefined',
    'null',
    '%00',
  ];

  test('a room uuid of another form is described, whether or not there is such a room', async () => {
    const token = server.sdkToken();
    const message = `room not found: a room uuid ${MALFORMED}`;
    for (const uuid of [...malformed(), dashed('0'.repeat(32))]) {
      expect(await get(`/v5/rooms/${uuid}`, {}, token)).toEqual([404, { message }]);
      const issued = await server.post(`/v5/tokens/rooms/${uuid}`, {
        token,
        body: { lifespan: 1, role: 'admin' },
      });
      expect([issued.statusCode, issued.json()]).toEqual([404, { message }]);
      const banned = await server.call('PATCH', `/v5/rooms/${uuid}`, { token, body: { isBan: true } });
      expect([banned.statusCode, banned.json()]).toEqual([404, { message }]);
    }
    expect(await get(`/v5/rooms?beginUUID=${dashed(room)}`, {}, token)).toEqual([404, { message }]);
    const unknown = await get(`/v5/rooms/${'0'.repeat(32)}`, {}, token);
    expect(unknown).toEqual([404, { message: 'room not found' }]);
  });
  test('a task uuid of another form is described, and keeps the vendor’s number', async () => {
    const token = server.sdkToken();
    const refused = { message: `task not found: a task uuid ${MALFORMED}`, code: 2010605 };
    for (const uuid of malformed()) {
      expect(await get(`/v5/projector/tasks/${uuid}`, {}, token)).toEqual([404, refused]);
      const older = `/v5/services/conversion/tasks/${uuid}?type=static`;
      expect(await get(older, {}, token)).toEqual([404, refused]);
      const issued = await server.post(`/v5/tokens/tasks/${uuid}`, {
        token,
        body: { lifespan: 1, role: 'admin' },
      });
      expect([issued.statusCode, issued.json()]).toEqual([404, refused]);
      const cancelled = await server.call('DELETE', `/v5/projector/tasks/${uuid}`, { token });
      expect([cancelled.statusCode, cancelled.json()]).toEqual([404, refused]);
    }
  });
  test('a Room token for another form of its uuid learns nothing new', async () => {
    const token = server.roomToken(room);
    expect(await get(`/v5/rooms/${dashed(room)}`, {}, token)).toEqual([
      403,
      { message: 'token access room forbidden' },
    ]);
  });
  test('the management API names the form by a code', async () => {
    for (const [path, code] of [
      [`/v1/rooms/${dashed(room)}`, 'room-uuid-malformed'],
      ['/v1/tasks/undefined', 'task-uuid-malformed'],
    ] as const) {
      const answer = await server.manage('GET', path);
      expect([answer.statusCode, answer.json().code]).toEqual([404, code]);
    }
  });
});
