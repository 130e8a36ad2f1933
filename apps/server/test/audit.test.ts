import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, HOUR, OPERATOR, SERVERS, START, type TestServer } from './support/test-server.ts';

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
    await server.store.rooms.setBan(room, undefined, true, OPERATOR);
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
    for (const query of ['action=key.steal', 'from=yesterday', 'after=-1', 'after=1x', 'since=x']) {
      expect((await server.manage('GET', `/v1/audit?${query}`)).statusCode).toBe(400);
    }
  });

  test('even with the database open, the log can only be appended to', async () => {
    const { db } = server.store.database;
    const before = await audit();
    await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(/append-only/);
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/);
    expect(await audit()).toEqual(before);
  });

  test('what changes nothing leaves no line', async () => {
    const { accessKey, project } = server.acme;
    const before = await server.everyRow();
    for (const [path, body] of [
      [`/v1/projects/${project.id}`, {}],
      [`/v1/projects/${project.id}`, { name: project.name, disabled: false, policy: null }],
      [`/v1/keys/${accessKey}`, {}],
      [`/v1/keys/${accessKey}`, { name: null, disabled: false, expiresAt: null }],
    ] as const) {
      expect((await server.manage('PATCH', path, body)).statusCode).toBe(200);
    }
    expect(await server.everyRow()).toEqual(before);
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
