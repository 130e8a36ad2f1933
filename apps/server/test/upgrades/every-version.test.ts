import { signRoomToken, signSdkToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../src/app/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import { MIGRATIONS } from '../../src/database/migrations/index.ts';
import { EMPTY_DATABASES, type TestDatabase } from '../support/databases.ts';
import { openDatabaseAt } from '../support/open-database.ts';
import { openServices } from '../support/open-services.ts';
import {
  BANNED_ROOM,
  DISABLED_PAIR,
  FIXTURES,
  MASTER_KEY,
  PAIR,
  PROJECT,
  REVOKED_ROOM,
  REVOKED_TOKEN,
  ROOM,
  TASK,
  THEN,
} from './fixtures.ts';
import { OldDatabase, type Row, type Rows, readRows } from './old-database.ts';

const VERSIONS = Object.keys(MIGRATIONS);
const ADMIN_TOKEN = 'test-admin-token-0123456789';

/** Of rows that may have more columns by now, those of before. */
function inColumnsOf(before: readonly Row[], after: readonly Row[]): Row[] {
  const names = Object.keys(before[0] ?? {});
  return after.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
}

function expectAllKept(before: Rows, after: Rows): void {
  for (const [table, rows] of Object.entries(before)) {
    const kept = inColumnsOf(rows, after[table] ?? []);
    expect(kept, table).toEqual(expect.arrayContaining([...rows]));
    if (table !== 'settings') expect(kept, table).toHaveLength(rows.length);
  }
}

/** Today's server on what is there, a minute after it was written. */
async function serve({ dataDir, databaseUrl }: TestDatabase) {
  const { config } = loadConfig({});
  const settings = { dataDir, databaseUrl, masterKey: MASTER_KEY, adminToken: ADMIN_TOKEN };
  const now = () => THEN + 60_000;
  const given = { ...config, ...settings, conversionConcurrency: 0 };
  const store = await openServices(given, now);
  await store.adminToken.prepare();
  const app = await buildApp({ config: given, ...store, now });
  const ask = async (url: string, token: string, body?: object) => {
    const { statusCode } = await app.inject({
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers: { token, region: 'us-sv' },
      ...(body && { payload: body }),
    });
    return statusCode;
  };
  const stop = async () => {
    await app.close();
    await store.database.close();
  };
  return { ask, stop, store };
}

async function expectServes(at: TestDatabase, version: string): Promise<void> {
  const { ask, stop, store } = await serve(at);
  const claims = { ...PAIR, role: 'admin', lifespanMs: 3_600_000 } as const;
  const token = signSdkToken({ ...claims, now: THEN + 50_000 });
  const roomToken = (uuid: string, now: number) => signRoomToken({ ...claims, uuid, now });
  const issue = (uuid: string) =>
    ask(`/v5/tokens/rooms/${uuid}`, token, { lifespan: 60_000, role: 'reader' });
  const look = (uuid: string, now: number) => ask(`/v5/rooms/${uuid}`, roomToken(uuid, now));

  expect(await issue(ROOM)).toBe(201);
  expect(await look(ROOM, THEN + 5)).toBe(200);
  expect(await issue(BANNED_ROOM)).toBe(403);
  expect(await look(BANNED_ROOM, THEN + 5)).toBe(403);
  expect(await ask('/v5/rooms', signSdkToken({ ...claims, ...DISABLED_PAIR, now: THEN + 5 }))).toBe(403);
  expect(await ask('/v5/rooms', token)).toBe(200);
  expect(await ask('/v5/rooms', token, {})).toBe(201);

  const has = (migration: string) => version >= migration;
  expect(await ask('/v5/rooms', REVOKED_TOKEN)).toBe(has('0002') ? 403 : 200);
  expect(await look(REVOKED_ROOM, THEN + 5)).toBe(has('0002') ? 403 : 200);
  expect(await look(REVOKED_ROOM, THEN + 11)).toBe(200);
  expect(await ask(`/v5/projector/tasks/${TASK}`, token)).toBe(has('0003') ? 200 : 404);
  const counts = store.database.db.selectFrom('room_counts').select(['project_id', 'rooms']);
  expect(await counts.execute()).toContainEqual({ project_id: PROJECT, rooms: 4 });
  if (has('0003')) {
    const project = await store.database.db
      .selectFrom('projects')
      .select('webhook_secret')
      .where('id', '=', PROJECT)
      .executeTakeFirstOrThrow();
    expect(store.vault.open(String(project.webhook_secret), `webhook:${PROJECT}`)).toBe('webhook-secret');
  }
  await stop();
}

test('every version there has been has a fixture', () => {
  expect(Object.keys(FIXTURES)).toEqual(VERSIONS);
});

describe.each(EMPTY_DATABASES)('a database of an older version, on $name', ({ create }) => {
  let at: TestDatabase;
  beforeEach(async () => {
    at = await create();
  });
  afterEach(() => at.remove());

  async function expectUpgrades(before: Rows, version: string): Promise<void> {
    const { db, close } = await openDatabaseAt(at);
    expectAllKept(before, await readRows(db as never));
    await close();
    await expectServes(at, version);
  }

  test.each(VERSIONS.map((version, index) => ({ version, versions: VERSIONS.slice(0, index + 1) })))(
    'of $version keeps every row, and is served',
    async ({ version, versions }) => {
      const old = await OldDatabase.open(at);
      await old.migrateTo(version);
      await old.fill(versions);
      const before = await old.readRows();
      await old.close();
      await expectUpgrades(before, version);
    },
  );

  test('that came through every version, each of which wrote to it, keeps every row, and is served', async () => {
    const old = await OldDatabase.open(at);
    for (const version of VERSIONS) {
      await old.migrateTo(version);
      await old.fill([version]);
    }
    const before = await old.readRows();
    await old.close();
    await expectUpgrades(before, VERSIONS.at(-1) ?? '');
  });

  test('the fixtures fill every column of every table', async () => {
    const old = await OldDatabase.open(at);
    await old.migrateTo(VERSIONS.at(-1) ?? '');
    await old.fill(VERSIONS);
    const rows = await old.readRows();
    const { db, close } = await openDatabaseAt(at);
    const tables = await db.introspection.getTables();
    const empty = Object.entries(rows).flatMap(([table, stored]) => {
      const columns = tables.find(({ name }) => name === table)?.columns ?? [];
      return columns
        .filter(({ name }) => stored.every((row) => row[name] === null))
        .map(({ name }) => `${table}.${name}`);
    });
    await close();
    await old.close();
    expect(empty).toEqual([]);
  });
});
