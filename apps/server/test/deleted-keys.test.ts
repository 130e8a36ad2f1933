import { signSdkToken } from '@boardgate/token';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqlite, DATABASES, type TestDatabase } from './support/databases.ts';
import { boardgate, ServerProcess } from './support/process.ts';
import { HOUR, SERVERS, TestServer } from './support/test-server.ts';

describe.each(SERVERS)('a deleted key, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const importPair = (project: string, more: object = {}) => {
    const { accessKey, secretKey } = server.acme;
    return server.manage('POST', `/v1/projects/${project}/keys/import`, { accessKey, secretKey, ...more });
  };
  const statusOf = async (token: string) => (await server.call('GET', '/v5/rooms', { token })).statusCode;

  async function deleteKey(): Promise<void> {
    expect((await server.manage('DELETE', `/v1/keys/${server.acme.accessKey}`)).statusCode).toBe(204);
  }
  async function deleteProject(): Promise<void> {
    const { id, name } = server.acme.project;
    await server.manage('PATCH', `/v1/projects/${id}`, { disabled: true });
    const deleted = await server.manage('DELETE', `/v1/projects/${id}`);
    expect([deleted.statusCode, name]).toEqual([204, name]);
  }

  test.each([
    ['by itself', deleteKey],
    ['with its project', deleteProject],
  ])('%s, is not imported without a word that says so; nothing is written', async (_how, end) => {
    await end();
    const before = await server.everyRow();
    for (const more of [{}, { restore: false }]) {
      const refused = await importPair(server.globex.project.id, more);
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'key-deleted']);
      expect(refused.json().message).toContain(
        `the access key ${server.acme.accessKey} was deleted on 2026-01-02T03:04:`,
      );
    }
    expect(await server.everyRow()).toEqual(before);
    const restored = await importPair(server.globex.project.id, { restore: true });
    expect([restored.statusCode, restored.json().project]).toEqual([201, server.globex.project.id]);
    expect(await statusOf(server.sdkToken())).toBe(200);
  });

  test.each([
    ['of the key', 'key', deleteKey],
    ['of the key, when its project was deleted', 'key', deleteProject],
    ['of its project', 'project', deleteProject],
  ] as const)('comes back with the revocation %s', async (_what, scope, end) => {
    const old = server.sdkToken({ role: 'admin' });
    server.clock.now += 1000;
    const subject =
      scope === 'key' ? { accessKey: server.acme.accessKey } : { project: server.acme.project.id };
    expect((await server.manage('POST', '/v1/revocations', subject)).statusCode).toBe(201);
    server.clock.now += 1000;
    const newer = server.sdkToken({ role: 'admin' });
    await end();
    await importPair(server.globex.project.id, { restore: true });
    expect([await statusOf(old), await statusOf(newer)]).toEqual([403, 200]);
  });

  test('comes back with the revocation of a single token, when its project was deleted', async () => {
    const [leaked, other] = [server.sdkToken(), server.sdkToken()];
    expect((await server.manage('POST', '/v1/revocations', { token: leaked })).statusCode).toBe(201);
    await deleteProject();
    await importPair(server.globex.project.id, { restore: true });
    expect([await statusOf(leaked), await statusOf(other)]).toEqual([403, 200]);
  });

  test('that was never deleted is imported with or without the word', async () => {
    const pair = { accessKey: 'vendor-ak', secretKey: 'vendor-sk', restore: true };
    const imported = await server.manage('POST', `/v1/projects/${server.acme.project.id}/keys/import`, pair);
    expect(imported.statusCode).toBe(201);
  });
});

describe.each(DATABASES)('a deleted key that the environment still holds, on $name', ({ create }) => {
  let at: TestDatabase;
  beforeEach(async () => {
    at = await create();
  });
  afterEach(() => at.remove());

  test('stops the start in one line, until it is brought back', async () => {
    const env = {
      BOARDGATE_DATA_DIR: at.dataDir,
      BOARDGATE_DATABASE_URL: at.databaseUrl,
      BOARDGATE_ACCESS_KEY: 'leaked-ak',
      BOARDGATE_SECRET_KEY: 'leaked-sk',
    };
    await (await ServerProcess.start(env)).stop();
    expect((await boardgate(['keys', 'delete', 'leaked-ak'], env)).code).toBe(0);
    const { code, stderr } = await boardgate(['serve'], { ...env, BOARDGATE_PORT: '0' });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^boardgate: BOARDGATE_ACCESS_KEY leaked-ak was deleted on 20\S+Z: unset it [^\n]*\n$/,
    );
    expect(stderr).not.toContain('leaked-sk');

    const imported = await boardgate(['keys', 'import', 'leaked-ak'], env, 'leaked-sk');
    expect([imported.code, imported.stderr]).toEqual([1, expect.stringContaining('was deleted on')]);
    const restored = await boardgate(['keys', 'import', 'leaked-ak', '--restore'], env, 'leaked-sk');
    expect([restored.code, restored.stderr]).toEqual([0, '']);
    const server = await ServerProcess.start(env);
    const token = signSdkToken({
      accessKey: 'leaked-ak',
      secretKey: 'leaked-sk',
      role: 'admin',
      lifespanMs: HOUR,
    });
    const answer = await fetch(`${server.url}/v5/rooms`, { headers: { token, region: 'us-sv' } });
    await server.stop();
    expect(answer.status).toBe(200);
  });
});

test('a line of SQLite’s audit log cannot be replaced', async () => {
  const server = await TestServer.start(createSqlite);
  const { db } = server.store.database;
  await server.manage('POST', '/v1/projects', { name: 'school' });
  const before = await db.selectFrom('audit').selectAll().execute();
  for (const verb of ['insert or replace', 'replace', 'insert or ignore']) {
    const replace = sql`${sql.raw(verb)} into audit (id, at, actor, action, subject) values (1, 1, 'x', 'x', 'x')`;
    await expect(replace.execute(db)).rejects.toThrow('append-only');
  }
  expect(await db.selectFrom('audit').selectAll().execute()).toEqual(before);
  await server.manage('POST', '/v1/projects', { name: 'another' });
  expect(await db.selectFrom('audit').selectAll().execute()).toHaveLength(before.length + 1);
  await server.stop();
});
