import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { ADMIN_TOKEN, HOUR, OPERATOR, SERVERS, START, type TestServer } from './support/test-server.ts';

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const ZERO = { sdk: 0, room: 0, task: 0 };

interface Overview {
  readonly from: string;
  readonly until: string;
  readonly bucketMs: number;
  readonly buckets: { at: string; issued: typeof ZERO; refused: typeof ZERO }[];
  readonly refusals: { code: string; count: number }[];
  readonly busiestKeys: unknown[];
  readonly nodes: { id: string; isAlive: boolean }[];
  readonly conversions: unknown;
  readonly database: unknown;
}

describe.each(SERVERS)('/v1/overview on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  /** Waits until so many tokens issued and requests refused have been written, which the server does once a second. */
  async function written(count: number): Promise<void> {
    const read = async () => {
      const rows = await server.store.database.db
        .selectFrom('activity')
        .select('count')
        .where('span', '=', 'minute')
        .where('measure', 'in', ['issued', 'refusal'])
        .execute();
      return rows.reduce((sum, row) => sum + row.count, 0);
    };
    await expect.poll(read).toBe(count);
  }

  async function overview(range?: string): Promise<Overview> {
    const answer = await server.manage('GET', `/v1/overview${range === undefined ? '' : `?range=${range}`}`);
    expect(answer.statusCode).toBe(200);
    return answer.json();
  }

  const credentials = () => ({
    accessKey: server.acme.accessKey,
    secretAccessKey: server.acme.secretKey,
    lifespan: HOUR,
    role: 'writer',
  });
  const sdk = (body: object = credentials()) => server.post('/v5/tokens/teams', { body });
  const room = (uuid: string, token: string | undefined = server.sdkToken()) =>
    server.post(`/v5/tokens/rooms/${uuid}`, { token, body: { lifespan: HOUR, role: 'reader' } });
  const filled = ({ buckets }: Overview) =>
    buckets.filter(({ issued, refused }) =>
      [...Object.values(issued), ...Object.values(refused)].some((count) => count > 0),
    );

  test.each([
    ['hour', 60, MINUTE, '2026-01-02T02:05:00.000Z', '2026-01-02T03:05:00.000Z'],
    ['day', 48, 30 * MINUTE, '2026-01-01T03:30:00.000Z', '2026-01-02T03:30:00.000Z'],
    ['month', 30, DAY, '2025-12-04T00:00:00.000Z', '2026-01-03T00:00:00.000Z'],
  ])('of a %s has every bucket, also where nothing was', async (range, count, bucketMs, from, until) => {
    const seen = await overview(range);
    expect(seen).toMatchObject({ range, from, until, bucketMs, refusals: [], busiestKeys: [] });
    expect(seen.buckets).toEqual(
      Array.from({ length: count }, (_, at) => ({
        at: new Date(Date.parse(from) + at * bucketMs).toISOString(),
        issued: ZERO,
        refused: ZERO,
      })),
    );
  });

  test('is that of an hour where none is named, and of no other range', async () => {
    expect(await overview()).toMatchObject({ range: 'hour' });
    const refused = async (query: string) =>
      (await server.manage('GET', `/v1/overview?${query}`)).json().message;
    expect(await refused('range=year')).toBe('range must be one of: hour, day, month');
    expect(await refused('rang=day')).toBe('unknown field "rang": this request takes range');
    expect((await server.manage('GET', '/v1/overview', undefined, null)).statusCode).toBe(401);
  });

  test('counts what was issued and refused, by kind and by code, as it happened', async () => {
    const uuid = await server.createRoom();
    const task = await server.startTask();
    await sdk();
    await sdk();
    await room(uuid);
    await server.post(`/v5/tokens/tasks/${task}`, {
      token: server.sdkToken(),
      body: { lifespan: HOUR, role: 'reader' },
    });
    // An operator's own counts too.
    const minted = { kind: 'room', role: 'admin', lifespan: HOUR, accessKey: server.acme.accessKey, uuid };
    await server.manage('POST', '/v1/tokens', minted);
    await sdk({ ...credentials(), secretAccessKey: 'wrong' });
    await sdk({ ...credentials(), accessKey: 'nobody' });
    await room('0'.repeat(32));
    await room(uuid, server.sdkToken({ tenant: { ...server.acme, secretKey: 'forged' } }));
    await room(uuid, server.sdkToken({ tenant: { ...server.acme, accessKey: 'nobody' } }));
    await server.call('GET', `/v5/rooms/${uuid}`, { token: server.roomToken(uuid, { now: START - HOUR }) });
    await server.call('GET', `/v5/projector/tasks/${uuid}`, { token: server.taskToken(task) });
    // Of these nobody knows which kind they would have been.
    await room(uuid, 'no token');
    await sdk({});
    await server.call('GET', '/nowhere');
    await server.manage('GET', '/v1/projects', undefined, 'Bearer wrong');

    await written(5 + 11);
    for (const range of ['hour', 'day', 'month']) {
      const seen = await overview(range);
      expect(filled(seen)).toEqual([
        {
          at: seen.buckets.at(-1)?.at,
          issued: { sdk: 2, room: 2, task: 1 },
          refused: { sdk: 5, room: 1, task: 1 },
        },
      ]);
      expect(seen.refusals).toEqual([
        { code: 'credentials-wrong', count: 2 },
        { code: 'token-signature', count: 2 },
        { code: 'admin-token-wrong', count: 1 },
        { code: 'field-missing', count: 1 },
        { code: 'room-not-found', count: 1 },
        { code: 'route-not-found', count: 1 },
        { code: 'task-forbidden', count: 1 },
        { code: 'token-expired', count: 1 },
        { code: 'token-format', count: 1 },
      ]);
      expect(seen.busiestKeys).toEqual([
        {
          accessKey: server.acme.accessKey,
          name: null,
          project: { id: server.acme.project.id, name: server.acme.project.name },
          issued: 5,
          // All but those that named nobody.
          refused: 5,
        },
      ]);
      expect(seen.conversions).toEqual({ waiting: 1, running: 0 });
    }
  });

  test('puts a count into the bucket that holds its moment, to the millisecond', async () => {
    const until = Date.parse('2026-01-02T03:05:00.000Z');
    const { clock } = server;
    for (const now of [until - 1, until, until + MINUTE - 1]) {
      clock.now = now;
      await sdk();
    }
    await written(3);
    expect(filled(await overview('hour'))).toMatchObject([
      { at: '2026-01-02T03:04:00.000Z', issued: { sdk: 1 } },
      { at: '2026-01-02T03:05:00.000Z', issued: { sdk: 2 } },
    ]);
    // The last moment in which the first of them is shown, and the first in which it is not.
    clock.now = until + 59 * MINUTE - 1;
    expect(filled(await overview('hour'))).toHaveLength(2);
    clock.now = until + 59 * MINUTE;
    expect(filled(await overview('hour'))).toMatchObject([{ issued: { sdk: 2 } }]);
    expect(filled(await overview('day'))).toMatchObject([
      { at: '2026-01-02T03:00:00.000Z', issued: { sdk: 3 } },
    ]);
  });

  test('shows a day after an hour, a month after a day, and nothing after that', async () => {
    await sdk();
    await sdk({ ...credentials(), secretAccessKey: 'wrong' });
    await written(2);
    const { clock } = server;
    const sums = async (range: string) => {
      await server.store.activityStore.deleteOld(clock.now);
      const seen = await overview(range);
      return [filled(seen).length, seen.refusals.length];
    };
    clock.now = START + 2 * HOUR;
    expect([await sums('hour'), await sums('day'), await sums('month')]).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
    clock.now = START + DAY;
    expect([await sums('day'), await sums('month')]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    clock.now = START + 29 * DAY;
    expect(await sums('month')).toEqual([1, 1]);
    const { db } = server.store.database;
    expect(await db.selectFrom('activity').select('span').distinct().execute()).toEqual([{ span: 'hour' }]);
    clock.now = START + 33 * DAY;
    expect(await sums('month')).toEqual([0, 0]);
    expect(await db.selectFrom('activity').selectAll().execute()).toEqual([]);
  });

  test('adds up what two servers did, and names both; one that dies is missed, one that stops is not', async () => {
    const other = await server.startAgain();
    await sdk();
    await other.app.inject({
      method: 'POST',
      url: '/v5/tokens/teams',
      headers: { region: 'us-sv' },
      payload: credentials(),
    });
    await written(2);
    const before = await overview();
    expect(before.nodes).toEqual(
      new Array(2).fill({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        host: hostname(),
        version: packageJson.version,
        startedAt: new Date(START).toISOString(),
        seenAt: new Date(START).toISOString(),
        isAlive: true,
      }),
    );
    await other.stop();
    const after = await overview();
    expect(filled(after)).toMatchObject([{ issued: { sdk: 2 } }]);
    expect(after.nodes).toHaveLength(1);

    const dead = { id: 'dead', host: 'elsewhere', version: '0.0.1', started_at: START - DAY, seen_at: START };
    await server.store.database.db.insertInto('nodes').values(dead).execute();
    const isAlive = async () => (await overview()).nodes.find(({ id }) => id === 'dead')?.isAlive;
    server.clock.now = START + 30_000;
    expect(await isAlive()).toBe(true);
    server.clock.now += 1;
    expect(await isAlive()).toBe(false);
    server.clock.now = START + DAY;
    expect(await isAlive()).toBe(false);
    server.clock.now += 1;
    expect(await isAlive()).toBeUndefined();
  });

  test('names the ten busiest keys that there are still, however many there are', async () => {
    const { db } = server.store.database;
    const keys = await Promise.all(
      Array.from({ length: 12 }, () => server.store.keys.create(server.globex.project, OPERATOR)),
    );
    const line = { project_id: server.globex.project.id, kind: 'sdk', role: 'reader', refused: 1 };
    const hour = START - (START % HOUR);
    const lineOf = (access_key: string, issued: number, hours: number) => ({
      ...line,
      access_key,
      issued,
      hour: hour - hours * HOUR,
    });
    const named = keys.map(({ accessKey }, at) => lineOf(accessKey, 100 + at, at));
    const gone = lineOf('deleted', 1_000_000, 1);
    const old = lineOf(keys[0]?.accessKey ?? '', 5000, 31 * 24);
    await db
      .insertInto('usage_hours')
      .values([...named, gone, old])
      .execute();
    const shown = async (range: string) => (await overview(range)).busiestKeys;
    const busiest = keys.map(({ accessKey }, at) => ({ accessKey, issued: 100 + at, refused: 1 })).reverse();
    expect(await shown('month')).toMatchObject(busiest.slice(0, 10));
    // Again, from what is remembered of the hours that are over.
    expect(await shown('month')).toMatchObject(busiest.slice(0, 10));
    // Of an hour: also what was in the rest of the hour in which it began.
    expect(await shown('hour')).toMatchObject(busiest.slice(-2));
  });

  test('says how the database is', async () => {
    const { kind } = server.store.database;
    expect((await overview()).database).toEqual({ kind, pingMs: expect.any(Number) });
  });

  test('/v1/about tells versions, formats and regions', async () => {
    const answer = await server.manage('GET', '/v1/about');
    expect(answer.json()).toEqual({
      version: packageJson.version,
      node: process.versions.node,
      database: { kind: server.store.database.kind, version: expect.stringMatching(/^\d+\.\d+/) },
      formats: expect.arrayContaining(['pdf']),
      regions: expect.arrayContaining(['us-sv', 'cn-hz']),
      defaultRegion: null,
      resources: 'local',
    });
    expect((await server.manage('GET', '/v1/about', undefined, null)).statusCode).toBe(401);
    expect(answer.body).not.toContain(ADMIN_TOKEN);
  });
});
