import { verifyToken } from '@boardgate/token';
import { beforeEach, describe, expect, test } from 'vitest';
import { setUpManagement } from './support/management.ts';
import { HOUR, SERVERS, START, type TestServer } from './support/test-server.ts';

const iso = (time: number) => new Date(time).toISOString();

describe.each(SERVERS)('managing keys and issuing tokens on $name', ({ start }) => {
  const { server: current, expectDone, expectRefused, sdkStatus } = setUpManagement(start);
  let server: TestServer;
  beforeEach(() => {
    server = current();
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
    await expectRefused(409, /already exists$/, 'POST', path, { accessKey, secretKey: 'x' });
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
    await expectRefused(400, 'expiresAt must be a time in the future', 'POST', keys, {
      expiresAt: iso(START),
    });
    await expectRefused(404, /^no access key none/, 'DELETE', '/v1/keys/none');
    await expectRefused(404, /^no access key none/, 'GET', '/v1/keys?after=none');
    await expectRefused(404, /^no project none/, 'GET', '/v1/keys?project=none');
  });

  test('rotation: a new pair now, the old one good until the time given, and no longer', async () => {
    const old = server.acme;
    const token = server.sdkToken({ lifespanMs: 0 });
    const validUntil = START + HOUR;
    const path = `/v1/keys/${old.accessKey}/rotate`;
    await expectRefused(400, 'validUntil must be a time in the future', 'POST', path, {
      validUntil: iso(START),
    });
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
    const task = await server.startTask();
    const ofTask = await server.manage('POST', '/v1/tokens', {
      kind: 'task',
      accessKey,
      uuid: task,
      ...body,
    });
    expect(verifyToken(ofTask.json().token, { secretKey, kinds: ['task'], now: START }).uuid).toBe(task);
    const theirs = await server.startTask(undefined, { tenant: server.globex });
    await refused(404, 'task not found', { kind: 'task', uuid: theirs });
    await refused(400, /^uuid does not go with an SDK token/, { kind: 'sdk' });
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
});
