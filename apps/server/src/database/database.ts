import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { DatabaseKind } from './database-kind.ts';
import { migrate } from './migrate.ts';
import { noReport, type Report } from './report.ts';
import type { Schema } from './schema.ts';
import { openSqliteFile, sqliteDialect } from './sqlite.ts';
import { watchSqlite } from './sqlite-feed.ts';
import { SqliteLog } from './sqlite-log.ts';
import { SqliteTurns } from './sqlite-turns.ts';
import type { Waits } from './waits.ts';
import { Writes } from './writes.ts';

export interface Database {
  readonly kind: DatabaseKind;
  readonly db: Kysely<Schema>;
  /** The same without a limit of time, for statements that concern any number of rows. No request of a client waits for one. */
  readonly forLongWork: Kysely<Schema>;
  readonly changes: ChangeFeed;
  readonly writes: Writes;
  /** SQLite's write-ahead log. */
  readonly log: SqliteLog | undefined;
  readonly waits: Waits;
  /** Throws if the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type DatabaseConfig = Pick<
  Config,
  'dataDir' | 'databaseUrl' | 'databasePoolSize' | 'databaseTimeoutMs'
>;

/**
 * Opens the configured database and migrates it.
 *
 * @throws {UnreachableError} if there is none, or none yet.
 * @throws {OperatorError} if it cannot be opened, or a newer version has migrated it.
 */
export async function openDatabase(config: DatabaseConfig, report = noReport): Promise<Database> {
  const { dataDir, databaseUrl } = config;
  return await (databaseUrl === undefined
    ? openSqlite(dataDir, report)
    : openPostgres(databaseUrl, config, report));
}

/**
 * Creates the data folder if it is missing, with access for its owner only.
 *
 * @throws {OperatorError} if that fails.
 */
export function ensureDataDir(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  } catch (error) {
    throw new OperatorError(
      `cannot make the data folder ${path}: ${reasonOf(error)}; name another with BOARDGATE_DATA_DIR`,
      { cause: error },
    );
  }
}

async function openSqlite(dataDir: string, report: Report): Promise<Database> {
  const writes = new Writes();
  const turns = new SqliteTurns();
  const sqlite = openSqliteFile(ensureDataDir(dataDir));
  const db = new Kysely<Schema>({ dialect: sqliteDialect(sqlite, writes, turns) });
  return await preparing([db], async () => {
    await migrate(db, 'sqlite');
    const changes = watchSqlite(sqlite);
    return {
      kind: 'sqlite',
      db,
      forLongWork: db,
      changes,
      writes,
      log: new SqliteLog(sqlite, report),
      waits: turns.waits,
      ping: () => ping(db),
      close: async () => {
        await changes.close();
        await db.destroy();
      },
    };
  });
}

async function openPostgres(
  databaseUrl: string,
  { databasePoolSize, databaseTimeoutMs }: DatabaseConfig,
  report: Report,
): Promise<Database> {
  // Imported here: a command on SQLite does not load the driver of PostgreSQL.
  const { openPool, HealingPool } = await import('./postgres.ts');
  const { watchPostgres } = await import('./postgres-feed.ts');
  const writes = new Writes();
  const pool = await openPool({
    databaseUrl,
    maxConnections: databasePoolSize,
    timeoutMs: databaseTimeoutMs,
    writes,
  });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const longPool = new HealingPool({ databaseUrl, maxConnections: 1, timeoutMs: undefined, writes });
  const forLongWork = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: longPool }) });
  return await preparing([db, forLongWork], async () => {
    // Building an index on millions of rows, or waiting for a server that builds it, must not stop the start.
    await migrate(forLongWork, 'postgres');
    const changes = await watchPostgres(databaseUrl, writes, report);
    return {
      kind: 'postgres',
      db,
      forLongWork,
      changes,
      writes,
      log: undefined,
      waits: pool.waits,
      ping: () => ping(db),
      close: async () => {
        await changes.close();
        await Promise.all([db.destroy(), forLongWork.destroy()]);
        // Kysely ends only what it has used.
        await Promise.all([pool.end(), longPool.end()]);
      },
    };
  });
}

async function preparing(
  connections: readonly Kysely<Schema>[],
  prepare: () => Promise<Database>,
): Promise<Database> {
  try {
    return await prepare();
  } catch (error) {
    await Promise.all(connections.map((connection) => connection.destroy()));
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`cannot prepare the database: ${reasonOf(error)}`, { cause: error });
  }
}

async function ping(db: Kysely<Schema>): Promise<void> {
  await sql`select 1`.execute(db);
}
