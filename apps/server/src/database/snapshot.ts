import { readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backup } from 'node:sqlite';
import { Kysely, PostgresDialect } from 'kysely';
import { OperatorError, reasonOf } from '../base/operator-error.ts';
import { type CopiedTable, findCopiedTables, type Row } from './copied-tables.ts';
import type { DatabaseConfig } from './database.ts';
import type { DatabaseKind } from './database-kind.ts';
import { checkKnown, migrationsOf } from './migrate.ts';
import { countRows, readRows } from './read-rows.ts';
import type { Schema } from './schema.ts';
import { isWithoutTables, openSqliteFile, sqliteDialect, sqlitePath } from './sqlite.ts';
import { SqliteTurns } from './sqlite-turns.ts';
import { Writes } from './writes.ts';

const ASIDE = 'snapshot-';
const DAY_MS = 86_400_000;

/** All pages in one step: between two of them another process may write, and then SQLite would begin again. */
const ALL_PAGES = 2 ** 31 - 1;

/** The content of a database at one moment, while servers go on writing to it. */
export interface Snapshot {
  readonly kind: DatabaseKind;
  /** The last of its migrations. */
  readonly migration: string;
  readonly tables: readonly CopiedTable[];
  readonly count: (table: CopiedTable) => Promise<number>;
  /** In batches, so that any number of rows needs little memory. */
  readonly rows: (table: CopiedTable) => AsyncIterable<readonly Row[]>;
}

/**
 * Gives `use` a snapshot of the configured database, which is neither migrated nor changed.
 *
 * @throws {OperatorError} if there is no database of ours, or a newer version has migrated it.
 */
export async function withSnapshot<Result>(
  config: DatabaseConfig,
  use: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl } = config;
  return await (databaseUrl === undefined
    ? withSqliteSnapshot(resolve(config.dataDir), use)
    : withPostgresSnapshot(databaseUrl, use));
}

/** A copy of the file: reading that for minutes keeps nobody's write-ahead log from being emptied. */
async function withSqliteSnapshot<Result>(
  dataDir: string,
  use: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  if (isWithoutTables(dataDir)) throw new OperatorError(`there is no database in ${dataDir}`);
  removeLeftCopies(dataDir);
  const aside = await mkdtemp(join(dataDir, ASIDE)).catch((error: unknown) => {
    throw new OperatorError(`cannot copy the database within ${dataDir}: ${reasonOf(error)}`, {
      cause: error,
    });
  });
  try {
    await copyFile(dataDir, sqlitePath(aside));
    const db = new Kysely<never>({
      dialect: sqliteDialect(openSqliteFile(aside), new Writes(), new SqliteTurns()),
    });
    try {
      return await use(await snapshotOf(db, 'sqlite'));
    } finally {
      await db.destroy();
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Of a command that was killed. Nobody reads one for a day. */
function removeLeftCopies(dataDir: string): void {
  for (const name of readdirSync(dataDir).filter((one) => one.startsWith(ASIDE))) {
    const path = join(dataDir, name);
    const madeAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - madeAt > DAY_MS) rmSync(path, { recursive: true, force: true });
  }
}

async function copyFile(dataDir: string, path: string): Promise<void> {
  const source = openSqliteFile(dataDir);
  try {
    await backup(source, path, { rate: ALL_PAGES });
  } catch (error) {
    throw new OperatorError(
      `cannot copy the database within ${dataDir}, which takes as much room as the database: ${reasonOf(error)}`,
      { cause: error },
    );
  } finally {
    source.close();
  }
}

/** One transaction sees the database as it was at its first statement, however long it reads. */
async function withPostgresSnapshot<Result>(
  databaseUrl: string,
  use: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  const { openPool } = await import('./postgres.ts');
  const pool = await openPool({ databaseUrl, maxConnections: 1, timeoutMs: undefined, writes: new Writes() });
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => use(await snapshotOf(trx, 'postgres')));
  } finally {
    await db.destroy();
  }
}

async function snapshotOf(db: Kysely<never>, kind: DatabaseKind): Promise<Snapshot> {
  return {
    kind,
    migration: await lastMigration(db),
    tables: await findCopiedTables(db, kind),
    count: (table) => countRows(db, table),
    rows: (table) => readRows(db, kind, table),
  };
}

async function lastMigration(db: Kysely<never>): Promise<string> {
  const migrations = await migrationsOf(db as unknown as Kysely<Schema>);
  checkKnown(migrations);
  const last = migrations.at(-1);
  if (last === undefined) throw new OperatorError('the database is empty: there is nothing to take from it');
  return last;
}
