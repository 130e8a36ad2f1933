import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Policy } from '../src/access/policy.ts';
import { writeRepeats } from '../src/audit/repeats.ts';
import { OPERATOR, SERVERS, type Tenant, type TestServer } from './support/test-server.ts';
import { until } from './support/until.ts';

const MINUTE = 60_000;

describe.each(SERVERS)('what one project may take, on $name', ({ start }) => {
  let server: TestServer;
  /** The clock of the rates. */
  let clock: number;
  beforeEach(async () => {
    server = await start();
    // Whole, so that a second later is a whole second later.
    clock = Math.ceil(performance.now());
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await server.stop();
  });

  /** Once nobody waits for the database: for who does, the wait would be as long. */
  const pass = async (ms: number) => {
    await until(() => server.store.database.waits.waiting === 0 || undefined);
    clock += ms;
  };
  const limit = (policy: Policy) =>
    server.store.projects.update(server.acme.project.id, { policy }, OPERATOR);
  const create = (tenant: Tenant = server.acme) =>
    server.post('/v5/rooms', { token: server.sdkToken({ tenant }) });
  const statuses = async (calls: Promise<{ statusCode: number }>[]) =>
    (await Promise.all(calls)).map(({ statusCode }) => statusCode).sort();
  const times = (count: number) => Array.from({ length: count });

  describe('requests a second of a key', () => {
    beforeEach(() => limit({ requests: { maxRequestsPerSecond: 3 } }));
    const list = (token: string) => server.call('GET', '/v5/rooms?limit=1', { token });

    test('the next is refused, says when to try again, and is served then', async () => {
      const token = server.sdkToken();
      expect(await statuses(times(3).map(() => list(token)))).toEqual([200, 200, 200]);
      const refused = await list(server.sdkToken({ role: 'reader' }));
      expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([
        429,
        '1',
        { message: 'too many requests with this access key: at most 3 a second, try again in 1 seconds' },
      ]);
      await pass(1000);
      expect((await list(token)).statusCode).toBe(200);
    });

    test('other keys have their own, of the same project too', async () => {
      await statuses(times(4).map(() => list(server.sdkToken())));
      const second = await server.store.keys.create(server.acme.project, OPERATOR);
      const tenant = { ...server.acme, ...second };
      expect((await list(server.sdkToken({ tenant }))).statusCode).toBe(200);
      expect((await list(server.sdkToken({ tenant: server.globex }))).statusCode).toBe(200);
      expect((await list(server.sdkToken())).statusCode).toBe(429);
    });

    test('who does not have the key uses up none', async () => {
      const forged = server.sdkToken({ tenant: { ...server.acme, secretKey: 'guessed' } });
      const expired = server.sdkToken({ now: server.clock.now - 2 * 3_600_000 });
      for (const token of [forged, forged, expired, expired])
        expect((await list(token)).statusCode).toBe(401);
      expect(await statuses(times(3).map(() => list(server.sdkToken())))).toEqual([200, 200, 200]);
    });

    test('a request for an SDK token counts', async () => {
      const { accessKey, secretKey: secretAccessKey } = server.acme;
      const body = { accessKey, secretAccessKey, lifespan: 0, role: 'reader' };
      const issue = () => server.post('/v5/tokens/teams', { body });
      expect(await statuses(times(4).map(issue))).toEqual([201, 201, 201, 429]);
    });

    test('a change of the quota holds from the next request on', async () => {
      await statuses(times(4).map(() => list(server.sdkToken())));
      await limit({ requests: { maxRequestsPerSecond: 4 } });
      await server.settle();
      expect((await list(server.sdkToken())).statusCode).toBe(200);
      await limit({ requests: { maxRequestsPerSecond: 0 } });
      await server.settle();
      expect((await list(server.sdkToken())).statusCode).toBe(429);
    });
  });

  describe('rooms', () => {
    test('no server creates one too many, however many are created at once', async () => {
      await limit({ rooms: { maxRooms: 5 } });
      const other = await server.startAgain();
      const there = () =>
        other.app.inject({
          method: 'POST',
          url: '/v5/rooms',
          headers: { token: server.sdkToken(), region: 'sg' },
        });
      const answers = await statuses(times(10).flatMap(() => [create(), there()]));
      expect(answers).toEqual([...times(5).map(() => 201), ...times(15).map(() => 429)]);
      await other.stop();
      const rooms = await server.call('GET', '/v5/rooms', { token: server.sdkToken() });
      expect(rooms.json()).toHaveLength(5);
    });

    test('the refusal names the quota and when to try again, to an operator too', async () => {
      await limit({ rooms: { maxRooms: 1 } });
      await create();
      const refused = await create();
      expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([
        429,
        '3600',
        { message: 'the number of rooms exceeds limit: 1 exist already' },
      ]);
      const managed = await server.manage('POST', '/v1/rooms', { project: server.acme.project.id });
      expect([managed.statusCode, managed.json()]).toMatchObject([
        429,
        { code: 'rooms-exceeded', values: { quota: 'maxRooms', max: 1 } },
      ]);
      expect((await create(server.globex)).statusCode).toBe(201);
    });

    test('none may be created where the quota is 0, and those of a deleted project no longer count', async () => {
      const { id } = server.acme.project;
      await limit({ rooms: { maxRooms: 0 } });
      expect((await create()).statusCode).toBe(429);
      await limit({});
      await server.settle();
      expect((await create()).statusCode).toBe(201);
      await server.store.projects.update(id, { isDisabled: true }, OPERATOR);
      await server.store.projects.delete(id, OPERATOR);
      const { db } = server.store.database;
      expect(await db.selectFrom('room_counts').selectAll().execute()).toEqual([]);
    });

    test('creating and banning are counted by the minute, and only by the project’s own clients', async () => {
      await limit({ rooms: { maxRoomChangesPerMinute: 3 } });
      const { uuid } = (await create()).json() as { uuid: string };
      const ban = () =>
        server.call('PATCH', `/v5/rooms/${uuid}`, { token: server.sdkToken(), body: { isBan: true } });
      expect([(await ban()).statusCode, (await ban()).statusCode]).toEqual([201, 201]);
      const [refused, alsoRefused] = [await create(), await ban()];
      expect([refused.statusCode, refused.json().message, alsoRefused.statusCode]).toEqual([
        429,
        'the number of rooms exceeds limit: 3 were created or banned within a minute',
        429,
      ]);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
      const managed = await server.manage('PATCH', `/v1/rooms/${uuid}`, { isBan: false });
      expect(managed.statusCode).toBe(200);
      expect((await create(server.globex)).statusCode).toBe(201);
      await pass(MINUTE);
      expect((await create()).statusCode).toBe(201);
    });
  });

  describe('lines of the audit log that a client makes', () => {
    const lines = async () => {
      const { entries } = (await server.manage('GET', '/v1/audit?action=room.update')).json();
      return entries.map(({ subject, before, after, at }: Record<string, unknown>) => ({
        subject,
        before,
        after,
        at,
      }));
    };
    const ban = (uuid: string, isBan: boolean, token = server.sdkToken()) =>
      server.call('PATCH', `/v5/rooms/${uuid}`, { token, body: { isBan } });
    const write = () => writeRepeats(server.store.database, server.clock.now);
    const time = (ms: number) => new Date(ms).toISOString();

    test('the first is written at once, those of the next minute as one, with their number', async () => {
      const room = await server.createRoom();
      const began = server.clock.now;
      const opened = { before: { isBan: true }, after: { isBan: false } };
      const first = { subject: room, before: { isBan: false }, after: { isBan: true }, at: time(began) };
      for (const isBan of [true, false, true, false]) await ban(room, isBan);
      await write();
      expect(await lines()).toEqual([first]);
      server.clock.now = began + MINUTE;
      await write();
      await write();
      const folded = { ...opened, after: { isBan: false, changes: 3 }, subject: room, at: time(began) };
      expect(await lines()).toEqual([folded, first]);
      // Then it begins anew.
      await ban(room, true);
      expect(await lines()).toEqual([{ ...first, at: time(began + MINUTE) }, folded, first]);
    });

    test('a change after the minute writes what was folded before itself, whoever looks', async () => {
      const room = await server.createRoom();
      const began = server.clock.now;
      await ban(room, true);
      await ban(room, false);
      server.clock.now = began + 2 * MINUTE;
      await ban(room, true);
      expect((await lines()).map(({ after, at }: Record<string, unknown>) => [after, at])).toEqual([
        [{ isBan: true }, time(began + 2 * MINUTE)],
        [{ isBan: false }, time(began)],
        [{ isBan: true }, time(began)],
      ]);
    });

    test('the state before is that before the first of them, and the line is the project’s', async () => {
      const room = await server.createRoom();
      for (const isBan of [true, false, true, false, true]) await ban(room, isBan);
      server.clock.now += MINUTE;
      await write();
      const query = `/v1/audit?action=room.update&project=${server.acme.project.id}&limit=1`;
      const [folded] = (await server.manage('GET', query)).json().entries;
      expect(folded).toMatchObject({
        subject: room,
        before: { isBan: true },
        after: { isBan: true, changes: 4 },
      });
    });

    test('a change alone is one line, and one after exactly a minute is one of its own', async () => {
      const room = await server.createRoom();
      await ban(room, true);
      server.clock.now += MINUTE;
      await ban(room, false);
      expect(await lines()).toHaveLength(2);
      server.clock.now += MINUTE;
      await write();
      expect(await lines()).toHaveLength(2);
    });

    test('each room and each key has its own, and an operator’s are never folded', async () => {
      const [one, two] = [await server.createRoom(), await server.createRoom()];
      const second = await server.store.keys.create(server.acme.project, OPERATOR);
      await ban(one, true);
      await ban(two, true);
      await ban(one, false, server.sdkToken({ tenant: { ...server.acme, ...second } }));
      for (const isBan of [true, false, true, false])
        await server.manage('PATCH', `/v1/rooms/${two}`, { isBan: !isBan });
      expect(await lines()).toHaveLength(7);
    });
  });
});
