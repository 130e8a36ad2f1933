import { readFileSync } from 'node:fs';
import { signSdkToken } from '@boardgate/token';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { createPostgres } from './support/databases.ts';
import { boardgate, ServerProcess } from './support/process.ts';
import { until } from './support/until.ts';

const PAGE = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const [HOME_SQL = '', OTHER_SQL = ''] = [...PAGE.matchAll(/^```sql\n(.*?)^```$/gms)].map(
  ([, text = '']) => text,
);

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
const KEY = { accessKey: 'shared-ak', secretKey: 'shared-sk' };
const TOKEN = signSdkToken({ ...KEY, role: 'admin', lifespanMs: 0 });

async function run(databaseUrl: string | undefined, statements: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    for (const statement of statements.split(';').filter((text) => text.trim() !== ''))
      await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A region replicates from another PostgreSQL. Here both databases are in one, which has to make its slot beforehand. */
function inOnePostgres(sql: string, slot: string, databaseUrl = ''): string {
  return sql
    .replace(/connection '[^']*'/, `connection '${databaseUrl}'`)
    .replace(/publication boardgate_keys/, `$& with (create_slot = false, slot_name = '${slot}')`);
}

test('regions with a database each share keys as docs/operations.md says: new, disabled and revoked ones', async () => {
  const [home, other] = [await createPostgres(), await createPostgres()];
  const slot = `boardgate_${Date.now()}`;
  const envOf = (at: typeof home) => ({
    BOARDGATE_DATA_DIR: at.dataDir,
    BOARDGATE_DATABASE_URL: at.databaseUrl,
    BOARDGATE_MASTER_KEY: MASTER_KEY,
    BOARDGATE_CONVERSION_CONCURRENCY: '0',
  });
  const command = async (...args: string[]) => {
    const { code, stderr } = await boardgate(args, envOf(home), KEY.secretKey);
    expect([code, stderr]).toEqual([0, '']);
  };
  let server: ServerProcess | undefined;
  const list = async () => {
    const answer = await fetch(`${server?.url}/v5/rooms`, { headers: { token: TOKEN, region: 'sg' } });
    await answer.arrayBuffer();
    return answer.status;
  };
  const become = (status: number) => until(async () => ((await list()) === status ? true : undefined));
  try {
    // Both have begun, each with a project and a key of its own.
    for (const at of [home, other]) await (await ServerProcess.start(envOf(at))).stop();
    await run(home.databaseUrl, HOME_SQL);
    await run(home.databaseUrl, `select pg_create_logical_replication_slot('${slot}', 'pgoutput')`);
    await run(other.databaseUrl, inOnePostgres(OTHER_SQL, slot, home.databaseUrl));
    server = await ServerProcess.start(envOf(other));
    expect(server.stdout).not.toContain('secret key (SK)');
    await command('keys', 'import', KEY.accessKey);
    await become(200);
    const created = await fetch(`${server.url}/v5/rooms`, {
      method: 'POST',
      headers: { token: TOKEN, region: 'sg' },
      body: '{}',
    });
    expect(created.status).toBe(201);
    // Each of these is in the memory of the server here, which has to hear of it.
    await command('keys', 'disable', KEY.accessKey);
    await become(403);
    await command('keys', 'enable', KEY.accessKey);
    await become(200);
    await command('revoke', 'token', TOKEN);
    await become(403);
    await command('revocations', 'list');
  } finally {
    await server?.stop();
    await run(
      other.databaseUrl,
      'alter subscription boardgate_keys disable; alter subscription boardgate_keys set (slot_name = none); drop subscription boardgate_keys',
    ).catch(() => {});
    await other.remove();
    await run(
      `${inject('postgresUrl')}/postgres`,
      `select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '${slot}'; select pg_drop_replication_slot('${slot}')`,
    ).catch(() => {});
    await home.remove();
  }
});
