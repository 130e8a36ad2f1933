import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, HOUR, OPERATOR, SERVERS, START, type TestServer } from './support/test-server.ts';

const HOUR_BEGAN = START - (START % HOUR);

describe.each(SERVERS)('who did what, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const audit = async (query = '') =>
    (await server.manage('GET', `/v1/audit?limit=1000&${query}`)).json().entries;

  test('every management action has a line with actor, time, address, before and after', async () => {
    const { id } = server.acme.project;
    const { accessKey } = server.acme;
    server.clock.now += 5000;
    await server.manage('PATCH', `/v1/projects/${id}`, { disabled: true, policy: { maxRole: 'writer' } });
    await server.manage('PATCH', `/v1/keys/${accessKey}`, { name: 'app', expiresAt: '2026-05-06T07:08:09Z' });
    await server.manage('DELETE', `/v1/keys/${accessKey}`);
    const line = {
      actor: 'admin',
      address: '127.0.0.1',
      at: new Date(START + 5000).toISOString(),
      project: id,
    };
    const key = { name: 'app', disabled: false, expiresAt: '2026-05-06T07:08:09.000Z' };
    expect(await audit(`project=${id}&actor=admin`)).toEqual([
      expect.objectContaining({
        ...line,
        action: 'key.delete',
        subject: accessKey,
        before: key,
        after: null,
      }),
      expect.objectContaining({
        ...line,
        action: 'key.update',
        subject: accessKey,
        before: { name: null, disabled: false, expiresAt: null },
        after: key,
      }),
      expect.objectContaining({
        ...line,
        action: 'project.update',
        subject: id,
        before: { name: server.acme.project.name, disabled: false, policy: null },
        after: { name: server.acme.project.name, disabled: true, policy: { maxRole: 'writer' } },
      }),
    ]);
  });

  test('every kind of change is there, and neither a secret key nor a token ever is', async () => {
    const { id } = server.acme.project;
    const { accessKey } = server.acme;
    const secrets: string[] = [
      server.acme.secretKey,
      server.globex.secretKey,
      ADMIN_TOKEN,
      'imported-secret',
    ];
    const run = async (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
      const answer = await server.manage(method, path, body);
      expect(answer.statusCode).toBeLessThan(300);
      return answer.body === '' ? {} : answer.json();
    };
    const room = await server.createRoom();
    secrets.push((await run('POST', `/v1/projects/${id}/keys`, {})).secretKey);
    await run('POST', `/v1/projects/${id}/keys/import`, { accessKey: 'i', secretKey: 'imported-secret' });
    const validUntil = new Date(START + HOUR).toISOString();
    secrets.push((await run('POST', `/v1/keys/${accessKey}/rotate`, { validUntil })).secretKey);
    const { token } = await run('POST', '/v1/tokens', {
      kind: 'sdk',
      role: 'admin',
      lifespan: HOUR,
      accessKey,
    });
    secrets.push(token);
    const { id: revocation } = await run('POST', '/v1/revocations', { token });
    await run('DELETE', `/v1/revocations/${encodeURIComponent(revocation)}`);
    await server.store.rooms.setBan(room, id, true, OPERATOR);
    const made = await run('POST', '/v1/projects', { name: 'short' });
    await run('PATCH', `/v1/projects/${made.id}`, { disabled: true });
    await run('DELETE', `/v1/projects/${made.id}`);
    await run('PATCH', '/v1/keys/i', { disabled: true });
    await run('DELETE', '/v1/keys/i');

    const entries = await audit();
    const actions = new Set(entries.map(({ action }: { action: string }) => action));
    expect([...actions].sort()).toEqual([
      'key.create',
      'key.delete',
      'key.import',
      'key.rotate',
      'key.update',
      'project.create',
      'project.delete',
      'project.update',
      'revocation.create',
      'revocation.delete',
      'room.update',
      'token.issue',
    ]);
    const text = JSON.stringify(entries) + JSON.stringify(await server.everyRow()) + server.log.join('');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toContain('NETLESS');
  });

  test('can be narrowed by actor, action, subject, project and time', async () => {
    const { accessKey, project } = server.acme;
    server.clock.now = START + 1000;
    await server.manage('PATCH', `/v1/keys/${accessKey}`, { name: 'a' });
    server.clock.now = START + 2000;
    await server.manage('PATCH', `/v1/keys/${server.globex.accessKey}`, { name: 'b' });
    const subjects = async (query: string) =>
      (await audit(query)).map(({ subject }: { subject: string }) => subject);
    expect(await subjects('action=key.update')).toEqual([server.globex.accessKey, accessKey]);
    expect(await subjects(`subject=${accessKey}&action=key.update`)).toEqual([accessKey]);
    expect(await subjects(`project=${project.id}&actor=admin`)).toEqual([accessKey]);
    const time = (ms: number) => encodeURIComponent(new Date(START + ms).toISOString());
    expect(await subjects(`actor=admin&from=${time(1001)}`)).toEqual([server.globex.accessKey]);
    expect(await subjects(`actor=admin&until=${time(2000)}`)).toEqual([accessKey]);
    for (const query of ['action=key.steal', 'from=yesterday', 'after=-1', 'since=x']) {
      expect((await server.manage('GET', `/v1/audit?${query}`)).statusCode).toBe(400);
    }
  });

  test('the log can be appended to and nothing else, by whoever has the database', async () => {
    const { db } = server.store.database;
    const before = await audit();
    await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(/append-only/);
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/);
    expect(await audit()).toEqual(before);
  });

  test('an action that fails leaves no line and no change', async () => {
    const before = await server.everyRow();
    const { name } = server.globex.project;
    expect(
      (await server.manage('PATCH', `/v1/projects/${server.acme.project.id}`, { name })).statusCode,
    ).toBe(409);
    expect(await server.everyRow()).toEqual(before);
  });
});

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
    const end = Date.now() + 5000;
    for (;;) {
      const value = await read();
      if (isThere(value) || Date.now() > end) return value;
      await new Promise(setImmediate);
    }
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

describe.each(SERVERS)('latencies at /metrics, on $name', ({ start }) => {
  test('are counted by route, method and status class, and by nothing a caller makes up', async () => {
    const server = await start();
    const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const headers = { region: 'us-sv', token: server.sdkToken() };
    for (const path of ['/v5/rooms', '/v5/rooms/made-up-1', '/v5/rooms/made-up-2', '/v5/no/such/route']) {
      await (await fetch(`${origin}${path}`, { headers })).text();
    }
    const text = await (await fetch(`${origin}/metrics`)).text();
    const name = 'boardgate_request_duration_seconds';
    expect(text).toContain(`# TYPE ${name} histogram`);
    expect(text).toContain(`${name}_count{method="GET",route="/v5/rooms",status="2xx"} 1`);
    expect(text).toContain(`${name}_count{method="GET",route="/v5/rooms/:uuid",status="4xx"} 2`);
    expect(text).toContain(`${name}_bucket{method="GET",route="/v5/rooms",status="2xx",le="+Inf"} 1`);
    expect(text).toMatch(new RegExp(`${name}_sum\\{method="GET",route="/v5/rooms",status="2xx"\\} 0\\.\\d`));
    expect(text).not.toContain('made-up');
    const buckets = [
      ...text.matchAll(/_bucket\{method="GET",route="\/v5\/rooms",status="2xx",le="[^"]+"\} (\d)/g),
    ];
    const counts = buckets.map(([, count]) => Number(count));
    expect(counts).toEqual(counts.toSorted());
    await server.stop();
  });
});

describe.each(SERVERS)('rotating a key under load, on $name', ({ start }) => {
  test('64 connections see no failure, neither with the old key nor after changing over to the new one', async () => {
    const server = await start();
    const room = await server.createRoom();
    const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const outcomes = new Map<number | undefined, number>();
    const post = (path: string, headers: object, body: object) =>
      new Promise<string>((resolve, reject) => {
        const options = { method: 'POST', agent, headers: { region: 'us-sv', ...headers } };
        const outgoing = request(`${origin}${path}`, options, (answer) => {
          outcomes.set(answer.statusCode, (outcomes.get(answer.statusCode) ?? 0) + 1);
          let text = '';
          answer.on('data', (chunk) => {
            text += chunk;
          });
          answer.on('end', () => resolve(text));
        });
        outgoing.on('error', reject).end(JSON.stringify(body));
      });
    const body = { lifespan: HOUR, role: 'writer' };
    let pair = { accessKey: server.acme.accessKey, secretKey: server.acme.secretKey };
    let isOver = false;
    /** What an app server does: an SDK token for its pair, then Room tokens with it, then the same anew. */
    const appServer = async () => {
      while (!isOver) {
        const { accessKey, secretKey: secretAccessKey } = pair;
        const sdk = JSON.parse(await post('/v5/tokens/teams', {}, { ...body, accessKey, secretAccessKey }));
        for (let at = 0; at < 5; at++) await post(`/v5/tokens/rooms/${room}`, { token: sdk }, body);
      }
    };
    const load = Promise.all(Array.from({ length: 64 }, appServer));
    const served = () => [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    const after = async (count: number) => {
      const goal = served() + count;
      while (served() < goal) await new Promise(setImmediate);
    };
    await after(500);
    const rotation = await fetch(`${origin}/v1/keys/${pair.accessKey}/rotate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({ validUntil: new Date(START + HOUR).toISOString() }),
    });
    expect(rotation.status).toBe(201);
    await after(500);
    pair = (await rotation.json()) as typeof pair;
    await after(1000);
    isOver = true;
    await load;
    expect([...outcomes.keys()]).toEqual([201]);
    agent.destroy();
    await server.stop();
  }, 60_000);
});
