import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineModes } from '../../src/commands/doctor-machine.ts';
import { createSqlite, type TestDatabase } from '../support/databases.ts';
import { openDatabaseAt } from '../support/open-database.ts';
import { boardgate, ServerProcess } from '../support/process.ts';
import { until } from '../support/until.ts';

/** SQLite's usual size. */
const PAGE_BYTES = 4096;

let at: TestDatabase;
let env: Record<string, string>;
beforeEach(async () => {
  at = await createSqlite();
  env = { BOARDGATE_DATA_DIR: at.dataDir };
  await boardgate(['projects', 'create', 'school'], env);
  await boardgate(['keys', 'create', '--project', 'school'], env);
});
afterEach(() => at.remove());

/** Overwrites a page that a start does not read, as a failing disk does. */
function zeroPage(): void {
  const path = join(at.dataDir, 'boardgate.db');
  const sqlite = new DatabaseSync(path);
  const { rootpage } = sqlite
    .prepare("select rootpage from sqlite_master where name = 'usage_hours'")
    .get() as { rootpage: number };
  sqlite.exec('pragma wal_checkpoint(truncate)');
  sqlite.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, (rootpage - 1) * PAGE_BYTES);
  closeSync(file);
}

test('the doctor finds nothing wrong with a good database', async () => {
  const { code, stdout, stderr } = await boardgate(['doctor'], env);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^file +ok$/m);
  expect(stdout).toMatch(/^secret-keys +ok$/m);
  expect(stdout).toMatch(/Nothing is wrong\.\n$/);
});

test('the doctor looks at this machine, and names a proxy that is not used without its value', async () => {
  const tools = { PATH: '/nonexistent', HTTPS_PROXY: 'http://user:password@proxy.example.org' };
  const { code, stdout } = await boardgate(['doctor'], { ...env, ...tools });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^file-modes +ok$/m);
  expect(stdout).toMatch(/^office +warning +LibreOffice is not installed: /m);
  expect(stdout).toMatch(
    /^sandbox +warning +nothing confines what opens documents: .*; nothing limits its memory: /m,
  );
  expect(stdout).toMatch(/^proxies +warning +HTTPS_PROXY is set, but /m);
  expect(stdout).not.toContain('password');
  expect(stdout).toMatch(/^versions +ok$/m);
});

test('files that others can open are named', () => {
  expect(examineModes(at.dataDir).status).toBe('ok');
  const path = join(at.dataDir, 'master.key');
  chmodSync(path, 0o640);
  expect(examineModes(at.dataDir)).toEqual({
    name: 'file-modes',
    status: 'failed',
    message: `other users can open ${path}: run \`chmod go=\` on it`,
  });
});

test('the doctor names servers of another version that run, and none that has gone', async () => {
  const { db, close } = await openDatabaseAt(at);
  const server = { version: '0.0.9', started_at: 0 };
  await db
    .insertInto('nodes')
    .values([
      { ...server, id: 'old', host: 'host-1', seen_at: Date.now() + 600_000 },
      { ...server, id: 'gone', host: 'host-2', seen_at: 0 },
    ])
    .execute();
  await close();
  const { code, stdout } = await boardgate(['doctor'], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^versions +warning +versions differ: host-1 runs 0\.0\.9, and this command is /m);
});

test('the doctor names secret keys that cannot be opened', async () => {
  const { db, close } = await openDatabaseAt(at);
  await db.updateTable('access_keys').set({ secret_key: 'damaged' }).execute();
  const { access_key: accessKey } = await db
    .selectFrom('access_keys')
    .select('access_key')
    .executeTakeFirstOrThrow();
  await close();
  const { code, stdout } = await boardgate(['doctor'], env);
  expect(code).toBe(1);
  expect(stdout).toContain(`stored secret keys cannot be opened, of ${accessKey}: restore a backup`);
});

test('damaged pages are found by the doctor, and by a server at its start', async () => {
  zeroPage();
  const { code, stdout } = await boardgate(['doctor'], env);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^file +failed +the database file is damaged: stop the server and restore a backup \(/m,
  );
  const server = await ServerProcess.start(env);
  await until(() => server.stderr.includes('the database file is damaged') || undefined);
  const answer = await fetch(`${server.url}/readyz?verbose`);
  const { checks } = (await answer.json()) as { checks: object[] };
  expect(checks).toContainEqual(expect.objectContaining({ name: 'database', problem: 'damaged' }));
  await server.stop();
});
