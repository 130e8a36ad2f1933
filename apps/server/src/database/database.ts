import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { DatabaseKind } from './database-kind.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { openSqliteFile, sqliteDialect } from './sqlite.ts';
import { watchSqlite } from './sqlite-feed.ts';

export interface Database {
  readonly kind: DatabaseKind;
  readonly db: Kysely<Schema>;
  readonly changes: ChangeFeed;
  /** Throws if the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the configured database and migrates it.
 *
 * @throws {OperatorError} if it cannot be opened, or a newer version has migrated it.
 */
export async function openDatabase(config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Database> {
  const { dataDir, databaseUrl } = config;
  return await (databaseUrl === undefined ? openSqlite(dataDir) : openPostgres(databaseUrl));
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

async function openSqlite(dataDir: string): Promise<Database> {
  const sqlite = openSqliteFile(ensureDataDir(dataDir));
  const db = new Kysely<Schema>({ dialect: sqliteDialect(sqlite) });
  return await finishOpening('sqlite', db, async () => watchSqlite(sqlite));
}

async function openPostgres(databaseUrl: string): Promise<Database> {
  // Imported here: a command on SQLite does not load the driver of PostgreSQL.
  const { openPool } = await import('./postgres.ts');
  const { watchPostgres } = await import('./postgres-feed.ts');
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: await openPool(databaseUrl) }) });
  return await finishOpening('postgres', db, () => watchPostgres(databaseUrl));
}

async function finishOpening(
  kind: DatabaseKind,
  db: Kysely<Schema>,
  watch: () => Promise<ChangeFeed>,
): Promise<Database> {
  try {
    await migrate(db, kind);
    const changes = await watch();
    return {
      kind,
      db,
      changes,
      ping: async () => {
        await sql`select 1`.execute(db);
      },
      close: async () => {
        await changes.close();
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`cannot prepare the database: ${reasonOf(error)}`, { cause: error });
  }
}
