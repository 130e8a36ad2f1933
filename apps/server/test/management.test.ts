import { verifyToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, HOUR, SERVERS, START, type TestServer } from './support/test-server.ts';

const iso = (time: number) => new Date(time).toISOString();

/** What an answer may hold; the tests look at what it does hold. */
type Answer = Record<string, unknown> & { accessKey: string; secretKey: string; id: string };

describe.each(SERVERS)('the management API on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  async function expectDone(...call: Parameters<TestServer['manage']>): Promise<Answer> {
    const answer = await server.manage(...call);
    expect([answer.statusCode, answer.body]).toEqual([
      call[0] === 'POST' ? 201 : call[0] === 'DELETE' ? 204 : 200,
      expect.any(String),
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    return (answer.body === '' ? {} : answer.json()) as Answer;
  }
  async function expectRefused(
    status: number,
    message: string | RegExp,
    ...call: Parameters<TestServer['manage']>
  ): Promise<void> {
    const before = await server.everyRow();
    const answer = await server.manage(...call);
    expect([answer.statusCode, answer.json()]).toEqual([
      status,
      { message: typeof message === 'string' ? message : expect.stringMatching(message) },
    ]);
    expect(await server.everyRow()).toEqual(before);
  }
  const sdkStatus = async (pair: { accessKey: string; secretKey: string }) =>
    (
      await server.post('/v5/tokens/teams', {
        body: { accessKey: pair.accessKey, secretAccessKey: pair.secretKey, lifespan: HOUR, role: 'admin' },
      })
    ).statusCode;

  test('takes the admin token and nothing else, before it looks at anything', async () => {
    const missing = 'the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN';
    for (const { method, url } of server.app.declaredAccess.filter(({ access }) => access === 'admin')) {
      const path = url.replaceAll(/:\w+/g, 'x');
      await expectRefused(
        401,
        missing,
        method as 'GET',
        path,
        method === 'GET' ? undefined : { bad: 1 },
        null,
      );
    }
    for (const wrong of [
      `Bearer ${ADMIN_TOKEN}x`,
      'Bearer',
      ADMIN_TOKEN,
      `Basic ${ADMIN_TOKEN}`,
      'Bearer  ',
    ]) {
      await expectRefused(401, 'invalid admin token', 'GET', '/v1/projects', undefined, wrong);
    }
    await expectRefused(401, missing, 'GET', '/v1/projects?token=x', undefined, null);
    const sdk = await server.call('GET', '/v1/projects', { token: server.sdkToken() });
    expect(sdk.statusCode).toBe(401);
    expect((await server.manage('GET', '/v1/projects', undefined, `bearer ${ADMIN_TOKEN}`)).statusCode).toBe(
      200,
    );
  });

  test('projects: create, get, list, rename, disable, enable, delete', async () => {
    const made = await expectDone('POST', '/v1/projects', { name: 'School A' });
    expect(made).toEqual({
      id: expect.stringMatching(/^[\w-]{14}$/),
      name: 'School A',
      appIdentifier: expect.stringMatching(/^[\w-]{22}\/[\w-]{14}$/),
      createdAt: iso(START),
      disabled: false,
      policy: null,
    });
    const path = `/v1/projects/${made.id}`;
    expect(await expectDone('GET', path)).toEqual(made);
    expect((await expectDone('GET', '/v1/projects')).projects).toHaveLength(3);
    expect(await expectDone('PATCH', path, { name: 'School B' })).toEqual({ ...made, name: 'School B' });
    await expectRefused(409, /^the project "School B" is enabled: disable it first/, 'DELETE', path);

    const pair = await expectDone('POST', `${path}/keys`, {});
    expect(await sdkStatus(pair)).toBe(201);
    expect((await expectDone('PATCH', path, { disabled: true })).disabled).toBe(true);
    expect(await sdkStatus(pair)).toBe(403);
    await expectDone('PATCH', path, { disabled: false });
    expect(await sdkStatus(pair)).toBe(201);
    await expectDone('PATCH', path, { disabled: true });
    await expectDone('DELETE', path);
    expect(await sdkStatus(pair)).toBe(401);
    await expectRefused(404, /^no project \S+: list the projects/, 'GET', path);
    await expectRefused(404, /^no access key /, 'GET', `/v1/keys/${pair.accessKey}`);
  });

  test('projects: what cannot be', async () => {
    const { name, id } = server.acme.project;
    const rule = 'name must be 1 to 64 characters of text, without NUL';
    await expectRefused(409, `a project named "${name}" exists already`, 'POST', '/v1/projects', { name });
    await expectRefused(400, `name is missing: it ${rule.slice(5)}`, 'POST', '/v1/projects', {});
    for (const bad of ['', 'x'.repeat(65), 'nul\0', '\ud800', 1, null]) {
      await expectRefused(400, rule, 'POST', '/v1/projects', { name: bad });
    }
    await expectRefused(400, /^"nmae" is no field of this request: it takes name/, 'POST', '/v1/projects', {
      name: 'x',
      nmae: 'x',
    });
    await expectRefused(409, /exists already/, 'PATCH', `/v1/projects/${server.globex.project.id}`, { name });
    await expectRefused(404, /^no project none/, 'PATCH', '/v1/projects/none', { name: 'x' });
    await expectRefused(400, 'disabled must be true or false', 'PATCH', `/v1/projects/${id}`, {
      disabled: 'yes',
    });
    await expectRefused(404, /^no project none/, 'POST', '/v1/projects/none/keys', {});
  });

  test('keys: create, get, list, rename, disable, enable, expire, delete', async () => {
    const { id, name } = server.acme.project;
    const pair = await expectDone('POST', `/v1/projects/${id}/keys`, { name: 'app server' });
    expect(pair).toEqual({
      accessKey: expect.stringMatching(/^\w[\w-]{15}$/),
      secretKey: expect.stringMatching(/^\w[\w-]{31}$/),
    });
    const path = `/v1/keys/${pair.accessKey}`;
    const shown = await expectDone('GET', path);
    expect(shown).toEqual({
      accessKey: pair.accessKey,
      name: 'app server',
      project: id,
      projectName: name,
      imported: false,
      createdAt: iso(START),
      expiresAt: null,
      disabled: false,
      state: 'enabled',
      lastUsedAt: null,
      tokensIssued: 0,
    });
    const { keys } = await expectDone('GET', `/v1/keys?project=${id}`);
    expect(keys).toContainEqual(shown);
    expect(keys).toHaveLength(2);

    expect((await expectDone('PATCH', path, { name: null, disabled: true })).state).toBe('disabled');
    expect(await sdkStatus(pair)).toBe(403);
    const until = START + HOUR;
    expect(await expectDone('PATCH', path, { disabled: false, expiresAt: iso(until) })).toMatchObject({
      name: null,
      expiresAt: iso(until),
      state: 'enabled',
    });
    server.clock.now = until - 1;
    expect(await sdkStatus(pair)).toBe(201);
    server.clock.now = until;
    expect(await sdkStatus(pair)).toBe(403);
    expect((await expectDone('GET', path)).state).toBe('expired');
    expect((await expectDone('PATCH', path, { expiresAt: null })).state).toBe('enabled');
    expect(await sdkStatus(pair)).toBe(201);
    await expectDone('DELETE', path);
    expect(await sdkStatus(pair)).toBe(401);
  });

  test('keys: import, also under a name that needs escaping, and what cannot be', async () => {
    const path = `/v1/projects/${server.acme.project.id}/keys/import`;
    const accessKey = 'vendor/ключ?#%🔑';
    await expectDone('POST', path, { accessKey, secretKey: 'vendor-sk' });
    expect(await sdkStatus({ accessKey, secretKey: 'vendor-sk' })).toBe(201);
    expect(await expectDone('GET', `/v1/keys/${encodeURIComponent(accessKey)}`)).toMatchObject({
      accessKey,
      imported: true,
    });
    await expectRefused(409, /exists already$/, 'POST', path, { accessKey, secretKey: 'x' });
    await expectRefused(400, /^secretKey must be 1 to 1024/, 'POST', path, { accessKey: 'a', secretKey: '' });
    await expectRefused(400, /^accessKey must be 1 to 256/, 'POST', path, {
      accessKey: 'a'.repeat(257),
      secretKey: 'x',
    });
    const keys = `/v1/projects/${server.acme.project.id}/keys`;
    const time = 'expiresAt must be a time such as 2026-01-02T03:04:05Z, or null';
    for (const expiresAt of ['tomorrow', '2026-02-30T00:00:00Z', '2026-01-02', '1767323045000']) {
      await expectRefused(400, time, 'POST', keys, { expiresAt });
    }
    await expectRefused(400, time, 'POST', keys, { expiresAt: 1 });
    await expectRefused(400, 'expiresAt must be a time to come', 'POST', keys, { expiresAt: iso(START) });
    await expectRefused(404, /^no access key none/, 'DELETE', '/v1/keys/none');
    await expectRefused(404, /^no access key none/, 'GET', '/v1/keys?after=none');
    await expectRefused(404, /^no project none/, 'GET', '/v1/keys?project=none');
  });

  test('rotation: a new pair now, the old one good until the time given, and no longer', async () => {
    const old = server.acme;
    const token = server.sdkToken({ lifespanMs: 0 });
    const validUntil = START + HOUR;
    const path = `/v1/keys/${old.accessKey}/rotate`;
    await expectRefused(400, 'validUntil must be a time to come', 'POST', path, { validUntil: iso(START) });
    await expectRefused(400, /^validUntil is missing/, 'POST', path, {});
    const fresh = await expectDone('POST', path, { validUntil: iso(validUntil) });
    expect(fresh).toMatchObject({ replaces: old.accessKey, oldValidUntil: iso(validUntil) });
    expect(await sdkStatus(fresh)).toBe(201);

    const accepted = async () => (await server.call('GET', '/v5/rooms', { token })).statusCode;
    server.clock.now = validUntil - 1;
    expect([await sdkStatus(old), await accepted()]).toEqual([201, 200]);
    server.clock.now = validUntil;
    expect([await sdkStatus(old), await accepted()]).toEqual([403, 403]);
    expect(await sdkStatus(fresh)).toBe(201);
    expect(await expectDone('GET', `/v1/keys/${fresh.accessKey}`)).toMatchObject({
      project: old.project.id,
      expiresAt: null,
    });
  });

  test('rotation does not make a key last longer that ends sooner', async () => {
    const { accessKey } = server.acme;
    await expectDone('PATCH', `/v1/keys/${accessKey}`, { expiresAt: iso(START + 1000) });
    const rotated = await expectDone('POST', `/v1/keys/${accessKey}/rotate`, {
      validUntil: iso(START + HOUR),
    });
    expect(rotated.oldValidUntil).toBe(iso(START + 1000));
  });

  test('tokens: of every kind, within the limits', async () => {
    const room = await server.createRoom();
    const { accessKey, secretKey, project } = server.acme;
    const body = { role: 'writer', lifespan: HOUR };
    const sdk = await expectDone('POST', '/v1/tokens', { kind: 'sdk', project: project.id, ...body });
    expect(verifyToken(String(sdk.token), { secretKey, kinds: ['sdk'], now: START })).toMatchObject({
      accessKey,
      role: 'writer',
      expiresAt: START + HOUR,
    });
    const { token } = await expectDone('POST', '/v1/tokens', {
      kind: 'room',
      uuid: room,
      accessKey,
      ...body,
    });
    expect(verifyToken(String(token), { secretKey, kinds: ['room'], now: START }).uuid).toBe(room);

    const refused = (status: number, message: string | RegExp, more: object) =>
      expectRefused(status, message, 'POST', '/v1/tokens', {
        kind: 'room',
        accessKey,
        uuid: room,
        ...body,
        ...more,
      });
    await refused(400, 'uuid is missing: it names the room', { uuid: undefined });
    await refused(404, 'room not found', { uuid: await server.createRoom(server.globex) });
    await refused(404, 'task not found', { kind: 'task' });
    await refused(404, /^no access key none/, { accessKey: 'none' });
    await refused(400, 'accessKey is missing: it or project says who signs', { accessKey: undefined });
    await refused(400, 'kind must be one of: sdk, room, task', { kind: 'team' });
    await refused(400, /^lifespan must be an integer/, { lifespan: '1' });
    await server.setDisabled('key', true);
    await refused(409, /is disabled or expired: its tokens would be refused$/, {});
    await refused(409, /has no enabled access key: create one first$/, {
      accessKey: undefined,
      project: project.id,
    });
  });

  test('a policy bounds what the project’s tokens may be asked for, by kind, and no other project’s', async () => {
    const room = await server.createRoom();
    const path = `/v1/projects/${server.acme.project.id}`;
    const policy = {
      maxLifespanMs: { sdk: 2 * HOUR, room: HOUR },
      allowPermanentTokens: false,
      maxRole: 'writer',
    };
    expect((await expectDone('PATCH', path, { policy })).policy).toEqual(policy);

    const sdk = async (lifespan: number, role: string, { accessKey, secretKey } = server.acme) => {
      const body = { accessKey, secretAccessKey: secretKey, lifespan, role };
      const answer = await server.post('/v5/tokens/teams', { body });
      return [answer.statusCode, answer.statusCode === 201 ? '' : answer.json().message];
    };
    const roomToken = async (lifespan: number, role: string) => {
      const token = server.sdkToken({ role: 'admin' });
      const answer = await server.post(`/v5/tokens/rooms/${room}`, { token, body: { lifespan, role } });
      return [answer.statusCode, answer.statusCode === 201 ? '' : answer.json().message];
    };
    const tooLong = (max: number) => [400, `lifespan must be at most ${max} milliseconds in this project`];
    const permanent = [400, 'lifespan must not be 0: this project issues no permanent tokens'];
    const tooStrong = [400, 'role must be at most writer in this project'];
    expect(await sdk(2 * HOUR, 'writer')).toEqual([201, '']);
    expect(await sdk(2 * HOUR + 1, 'writer')).toEqual(tooLong(2 * HOUR));
    expect(await sdk(0, 'writer')).toEqual(permanent);
    expect(await sdk(HOUR, 'admin')).toEqual(tooStrong);
    expect(await roomToken(HOUR, 'writer')).toEqual([201, '']);
    expect(await roomToken(HOUR + 1, 'writer')).toEqual(tooLong(HOUR));
    expect(await roomToken(0, 'writer')).toEqual(permanent);
    expect(await roomToken(HOUR, 'admin')).toEqual(tooStrong);
    expect(await sdk(0, 'admin', server.globex)).toEqual([201, '']);
    await expectRefused(400, tooStrong[1] as string, 'POST', '/v1/tokens', {
      kind: 'sdk',
      accessKey: server.acme.accessKey,
      lifespan: 1,
      role: 'admin',
    });
    // Only who proves the secret key learns of the policy.
    expect(await sdk(0, 'admin', { ...server.acme, secretKey: 'wrong' })).toEqual([
      401,
      'invalid accessKey or secretAccessKey',
    ]);

    for (const bad of [
      [],
      'x',
      { maxRole: 'owner' },
      { maxLifespanMs: { sdk: 0 } },
      { maxLifespanMs: { all: 1 } },
      { x: 1 },
    ]) {
      await expectRefused(400, /^policy must be null or an object of/, 'PATCH', path, { policy: bad });
    }
    expect((await expectDone('PATCH', path, { policy: null })).policy).toBeNull();
    expect(await sdk(0, 'admin')).toEqual([201, '']);
  });

  test('lists go page by page; every entry is met once', async () => {
    for (let at = 0; at < 5; at++) {
      server.clock.now += at % 2;
      await expectDone('POST', '/v1/projects', { name: `p${at}` });
      await expectDone('POST', `/v1/projects/${server.acme.project.id}/keys`, { name: `k${at}` });
    }
    for (const [path, field, key] of [
      ['/v1/projects', 'projects', 'id'],
      ['/v1/keys', 'keys', 'accessKey'],
      ['/v1/audit', 'entries', 'id'],
    ] as const) {
      const met: unknown[] = [];
      let after: unknown = null;
      do {
        const query = after === null ? '' : `&after=${encodeURIComponent(String(after))}`;
        const page = await expectDone('GET', `${path}?limit=3${query}`);
        const entries = page[field] as Record<string, unknown>[];
        expect(entries.length).toBeLessThanOrEqual(3);
        met.push(...entries.map((entry) => entry[key]));
        after = page.next;
      } while (after !== null);
      const whole = (await expectDone('GET', `${path}?limit=1000`))[field] as Record<string, unknown>[];
      expect(met).toEqual(whole.map((entry) => entry[key]));
      expect(met.length).toBeGreaterThanOrEqual(7);
    }
    for (const [query, message] of [
      ['limit=0', 'limit must be an integer from 1 to 1000'],
      ['limit=1001', 'limit must be an integer from 1 to 1000'],
      ['offset=1', /^"offset" is no field of this request: it takes limit, after$/],
    ] as const) {
      await expectRefused(400, message, 'GET', `/v1/projects?${query}`);
    }
  });

  test('the settings in force are shown, secrets masked', async () => {
    const { settings } = (await expectDone('GET', '/v1/config')) as Answer & { settings: object };
    expect(settings).toMatchObject({ BOARDGATE_PORT: '8080', BOARDGATE_ADMIN_TOKEN: '(set, not shown)' });
    expect(JSON.stringify(settings)).not.toContain(ADMIN_TOKEN);
    await expectRefused(409, /^the admin token is set by BOARDGATE_ADMIN_TOKEN/, 'POST', '/v1/admin-token');
  });
});

describe.each(SERVERS)('an admin token that was generated, on $name', ({ start }) => {
  test('can be replaced: the new one is good at once, the old one no more, and neither is stored', async () => {
    const server = await start({ adminToken: undefined });
    const replace = (token: string) => server.manage('POST', '/v1/admin-token', undefined, `Bearer ${token}`);
    expect(await server.store.adminToken.prepare()).toBeUndefined();
    const first = await server.store.adminToken.replace({ name: 'command:test', address: undefined });
    expect(first).toMatch(/^boardgate_admin_[\w-]{43}$/);
    const answer = await replace(first);
    expect(answer.statusCode).toBe(201);
    const second = answer.json().adminToken as string;
    expect((await replace(first)).statusCode).toBe(401);
    expect((await server.manage('GET', '/v1/config', undefined, `Bearer ${second}`)).statusCode).toBe(200);
    const rows = JSON.stringify(await server.everyRow()) + server.log.join('');
    for (const token of [first, second]) expect(rows).not.toContain(token);
    await server.stop();
  });
});
