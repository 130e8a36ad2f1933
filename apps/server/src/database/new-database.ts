import { Kysely, PostgresDialect } from 'kysely';
import type { Schema } from './schema.ts';
import { openSqliteFile, sqliteDialect } from './sqlite.ts';
import { SqliteTurns } from './sqlite-turns.ts';
import { Writes } from './writes.ts';

/** Makes a database in a folder that has none. Once this resolves, its file is whole. */
export async function withNewSqlite<Result>(
  folder: string,
  use: (db: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  const dialect = sqliteDialect(openSqliteFile(folder), new Writes(), new SqliteTurns());
  return await using(new Kysely<Schema>({ dialect }), use);
}

/**
 * Opens a PostgreSQL as it is, without a limit of time for what is done there.
 *
 * @throws {UnreachableError} if it cannot be reached.
 */
export async function withEmptyPostgres<Result>(
  databaseUrl: string,
  use: (db: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  const { openPool } = await import('./postgres.ts');
  const pool = await openPool({ databaseUrl, maxConnections: 1, timeoutMs: undefined, writes: new Writes() });
  return await using(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), use);
}

async function using<Result>(
  db: Kysely<Schema>,
  use: (db: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}
