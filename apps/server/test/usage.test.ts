import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, SERVERS, START, type TestServer } from './support/test-server.ts';
import { until } from './support/until.ts';

const HOUR_BEGAN = START - (START % HOUR);

describe.each(SERVERS)('usage on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const usage = async (query = '') => (await server.manage('GET', `/v1/usage?${query}`)).json().usage;
  /** Waits for the server's own writing, once a second. */
  async function written<Value>(
    read: () => Promise<Value>,
    isThere: (value: Value) => boolean,
  ): Promise<Value> {
    return await until(async () => {
      const value = await read();
      return isThere(value) ? value : undefined;
    });
  }

  test('counts tokens issued and requests refused, per key, kind, role and hour', async () => {
    const { accessKey, secretKey, project } = server.acme;
    const room = await server.createRoom();
    const credentials = { accessKey, secretAccessKey: secretKey, lifespan: HOUR, role: 'writer' };
    await server.post('/v5/tokens/teams', { body: credentials });
    await server.post('/v5/tokens/teams', { body: { ...credentials, secretAccessKey: 'wrong' } });
    const issue = (role: string, token = server.sdkToken({ role: 'writer' })) =>
      server.post(`/v5/tokens/rooms/${room}`, { token, body: { lifespan: HOUR, role } });
    await issue('reader');
    await issue('reader');
    await issue('admin');
    await issue('reader', server.sdkToken({ tenant: { ...server.acme, secretKey: 'forged' } }));
    await issue('reader', server.sdkToken({ role: 'reader', now: START - HOUR }));
    server.clock.now += HOUR;
    await issue('writer', server.sdkToken({ role: 'writer' }));

    const line = { accessKey, project: project.id, issued: 0, refused: 0 };
    const hour = new Date(HOUR_BEGAN).toISOString();
    const next = new Date(HOUR_BEGAN + HOUR).toISOString();
    const lines = await written(usage, (seen) => seen.length >= 5);
    expect(lines).toEqual([
      { ...line, hour, kind: 'room', role: 'reader', issued: 2 },
      { ...line, hour, kind: 'sdk', role: 'admin', refused: 1 },
      { ...line, hour, kind: 'sdk', role: 'reader', refused: 1 },
      { ...line, hour, kind: 'sdk', role: 'writer', issued: 1, refused: 2 },
      { ...line, hour: next, kind: 'room', role: 'writer', issued: 1 },
    ]);
    const until = encodeURIComponent(next);
    expect(await usage(`accessKey=${accessKey}&until=${until}`)).toHaveLength(4);
    expect(await usage(`project=${project.id}&from=${until}`)).toHaveLength(1);
    expect(await usage(`project=${server.globex.project.id}`)).toEqual([]);
  });

  test('goes page by page', async () => {
    const room = await server.createRoom();
    for (const role of ['admin', 'writer', 'reader']) {
      await server.post(`/v5/tokens/rooms/${room}`, {
        token: server.sdkToken(),
        body: { lifespan: HOUR, role },
      });
    }
    await written(usage, (seen) => seen.length >= 3);
    const first = (await server.manage('GET', '/v1/usage?limit=2')).json();
    const second = (
      await server.manage('GET', `/v1/usage?limit=2&after=${encodeURIComponent(first.next)}`)
    ).json();
    expect([...first.usage, ...second.usage].map(({ role }) => role)).toEqual(['admin', 'reader', 'writer']);
    expect(second.next).toBeNull();
    expect((await server.manage('GET', '/v1/usage?after=x')).statusCode).toBe(400);
  });

  test('a key shows when it was last used and how many tokens it issued, within a minute', async () => {
    const show = async () => (await server.manage('GET', `/v1/keys/${server.acme.accessKey}`)).json();
    expect(await show()).toMatchObject({ lastUsedAt: null, tokensIssued: 0 });
    const room = await server.createRoom();
    const body = { lifespan: HOUR, role: 'reader' };
    await server.post(`/v5/tokens/rooms/${room}`, { token: server.sdkToken(), body });
    server.clock.now += 1000;
    await server.call('GET', '/v5/rooms', { token: server.sdkToken() });
    const lastUsedAt = new Date(START + 1000).toISOString();
    expect(await written(show, (key) => key.lastUsedAt === lastUsedAt)).toMatchObject({
      lastUsedAt,
      tokensIssued: 1,
    });
    // A forged token is no use of the key.
    server.clock.now += 1000;
    await server.call('GET', '/v5/rooms', {
      token: server.sdkToken({ tenant: { ...server.acme, secretKey: 'x' } }),
    });
    await server.call('GET', '/v5/rooms', { token: server.sdkToken({ role: 'reader', now: START - HOUR }) });
    await written(usage, (seen) => seen.some(({ refused }: { refused: number }) => refused > 0));
    expect((await show()).lastUsedAt).toBe(lastUsedAt);
  });

  test('what was counted is written when the server is stopped', async () => {
    const other = await server.startAgain();
    const { accessKey, secretKey } = server.acme;
    const payload = { accessKey, secretAccessKey: secretKey, lifespan: HOUR, role: 'admin' };
    await other.app.inject({ method: 'POST', url: '/v5/tokens/teams', headers: { region: 'sg' }, payload });
    await other.stop();
    expect(await usage()).toEqual([expect.objectContaining({ kind: 'sdk', role: 'admin', issued: 1 })]);
  });

  test('what could not be written is written later, and counted once', async () => {
    const { usage: counter, usageStore } = server.store;
    const key = { accessKey: server.acme.accessKey, projectId: server.acme.project.id };
    const { db } = server.store.database;
    counter.countIssued(key, 'sdk', 'admin');
    await db.schema.alterTable('key_activity').renameTo('gone').execute();
    await expect(counter.flush()).rejects.toThrow();
    counter.countIssued(key, 'sdk', 'admin');
    await db.schema.alterTable('gone').renameTo('key_activity').execute();
    await counter.flush();
    await counter.flush();
    const [line] = await usageStore.list({ limit: 10 });
    expect(line).toMatchObject({ kind: 'sdk', role: 'admin', issued: 2 });
  });
});
