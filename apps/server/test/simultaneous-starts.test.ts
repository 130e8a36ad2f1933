import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPostgres, createSqlite, EMPTY_DATABASES, type TestDatabase } from './support/databases.ts';
import { openDatabaseAt } from './support/open-database.ts';
import { boardgate, ServerProcess } from './support/process.ts';

const SERVERS = 3;
const PAIR = { BOARDGATE_ACCESS_KEY: 'fixed-ak', BOARDGATE_SECRET_KEY: 'fixed-sk' };

/** Starts servers at the same moment: those that serve, and the first line of those that refuse. */
async function startAll(envs: readonly Record<string, string | undefined>[]) {
  const outcomes = await Promise.allSettled(envs.map((env) => ServerProcess.start(env)));
  const servers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const refusals = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [String(outcome.reason.message)] : [],
  );
  return { servers, refusals };
}

async function countRows(at: TestDatabase): Promise<{ projects: number; keys: number }> {
  const { db, close } = await openDatabaseAt(at);
  const projects = await db.selectFrom('projects').select('id').execute();
  const keys = await db.selectFrom('access_keys').select('access_key').execute();
  await close();
  return { projects: projects.length, keys: keys.length };
}

describe.each(EMPTY_DATABASES)('servers that start at once on an empty database, on $name', ({ create }) => {
  let at: TestDatabase;
  beforeEach(async () => {
    at = await create();
  });
  afterEach(() => at.remove());

  test.each([
    ['make one project with one pair, which one of them prints', {}],
    ['import the configured pair once', PAIR],
  ])('%s', async (_title, settings) => {
    const env = {
      BOARDGATE_DATA_DIR: at.dataDir,
      BOARDGATE_DATABASE_URL: at.databaseUrl,
      ...settings,
    };
    const { servers, refusals } = await startAll(Array(SERVERS).fill(env));
    expect(refusals).toEqual([]);
    const printed = servers.filter(({ stdout }) => stdout.includes('secret key (SK)'));
    for (const server of servers) await server.stop();
    expect(await countRows(at)).toEqual({ projects: 1, keys: 1 });
    expect(printed).toHaveLength(Object.keys(settings).length === 0 ? 1 : 0);
  });
});

test('without a common master key, one server begins, and the others stop with a line that says which key they need', async () => {
  const at = await createPostgres({ isEmpty: true });
  const folders = Array.from({ length: SERVERS }, (_, number) => join(at.dataDir, String(number)));
  const envs = folders.map((folder) => ({
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_DATABASE_URL: at.databaseUrl,
  }));
  const { servers, refusals } = await startAll(envs);
  expect(servers).toHaveLength(1);
  for (const refusal of refusals)
    expect(refusal).toMatch(
      /^the server ended: boardgate: the master key is missing: .* the id [0-9a-f]{8};/,
    );
  await servers[0]?.stop();
  // Nothing is left behind that would stand in the way of the right key.
  const begun = folders.filter((folder) => existsSync(join(folder, 'master.key')));
  expect(begun).toHaveLength(1);
  const masterKey = readFileSync(join(begun[0] ?? '', 'master.key'), 'utf8').trim();
  const later = await startAll(envs.map((env) => ({ ...env, BOARDGATE_MASTER_KEY: masterKey })));
  expect(later.refusals).toEqual([]);
  for (const server of later.servers) await server.stop();
  const other = { ...envs[0], BOARDGATE_MASTER_KEY: randomBytes(32).toString('base64') };
  const { code, stderr } = await boardgate(['serve'], other);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(
      /^boardgate: the master key is not the one .* the id [0-9a-f]{8}, and this is [0-9a-f]{8};/,
    ),
  ]);
  await at.remove();
});

test('an empty PostgreSQL beside a data folder that was used before is begun with a word, and later without', async () => {
  const [before, at] = [await createPostgres({ isEmpty: true }), await createPostgres({ isEmpty: true })];
  const start = async (databaseUrl: string | undefined) => {
    const server = await ServerProcess.start({
      BOARDGATE_DATA_DIR: before.dataDir,
      BOARDGATE_DATABASE_URL: databaseUrl,
    });
    return (await server.stop()).stderr;
  };
  expect(await start(before.databaseUrl)).toBe('');
  expect(await start(at.databaseUrl)).toMatch(
    /^boardgate: the database is empty, although the data folder .*\n$/,
  );
  expect(await start(at.databaseUrl)).toBe('');
  await before.remove();
  await at.remove();
});

describe('a data folder that has lost its database', () => {
  test.each([
    ['deleted', (path: string) => rmSync(path)],
    ['empty', (path: string) => writeFileSync(path, '')],
  ])('is not begun anew: the file is %s', async (_title, lose) => {
    const at = await createSqlite({ isEmpty: true });
    const env = { BOARDGATE_DATA_DIR: at.dataDir };
    await (await ServerProcess.start(env)).stop();
    lose(join(at.dataDir, 'boardgate.db'));
    const { code, stderr } = await boardgate(['serve'], env);
    expect([code, stderr]).toEqual([
      1,
      `boardgate: the data folder ${at.dataDir} has a master key but no database: put boardgate.db back, or move master.key away to begin anew\n`,
    ]);
    await at.remove();
  });
});
