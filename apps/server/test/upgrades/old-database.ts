import {
  type Kysely,
  Kysely as KyselyDatabase,
  PostgresDialect,
  type RawBuilder,
  sql,
  type TableMetadata,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from '../../src/database/migrations/index.ts';
import { openPool } from '../../src/database/postgres.ts';
import { openSqliteFile, sqliteDialect } from '../../src/database/sqlite.ts';
import { SqliteTurns } from '../../src/database/sqlite-turns.ts';
import { Writes } from '../../src/database/writes.ts';
import type { TestDatabase } from '../support/databases.ts';
import { FIXTURES } from './fixtures.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** A database as an older version left it, opened past today's server, which would migrate it. */
export class OldDatabase {
  readonly #db: Kysely<unknown>;
  readonly #migrator: Migrator;

  private constructor(db: Kysely<unknown>, kind: 'sqlite' | 'postgres') {
    this.#db = db;
    const migrations = Object.entries(MIGRATIONS).map(([name, run]) => [
      name,
      { up: (anyDb: Kysely<unknown>) => run(anyDb, kind) },
    ]);
    const provider = { getMigrations: async () => Object.fromEntries(migrations) };
    this.#migrator = new Migrator({ db, provider });
  }

  static async open({ dataDir, databaseUrl }: TestDatabase): Promise<OldDatabase> {
    const writes = new Writes();
    if (databaseUrl === undefined) {
      const dialect = sqliteDialect(openSqliteFile(dataDir), writes, new SqliteTurns());
      return new OldDatabase(new KyselyDatabase({ dialect }), 'sqlite');
    }
    const pool = await openPool({ databaseUrl, maxConnections: 1, timeoutMs: undefined, writes });
    return new OldDatabase(new KyselyDatabase({ dialect: new PostgresDialect({ pool }) }), 'postgres');
  }

  async migrateTo(version: string): Promise<void> {
    const { error } = await this.#migrator.migrateTo(version);
    if (error !== undefined) throw error;
  }

  /** Writes what the given migrations brought room for. */
  async fill(versions: readonly string[]): Promise<void> {
    for (const version of versions) await FIXTURES[version]?.(this.#db);
  }

  async run(statement: RawBuilder<unknown>): Promise<void> {
    await statement.execute(this.#db);
  }

  readRows(): Promise<Rows> {
    return readRows(this.#db);
  }

  /** Our tables with their columns. */
  readTables(): Promise<TableMetadata[]> {
    return readTables(this.#db);
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }
}

/** Written by the database itself: the log of changes, the index of names, and what Kysely knows of migrations. */
const NOT_STORED = /^(changes|room_names.*|kysely_migration.*|sqlite_.*)$/;

async function readTables(db: Kysely<unknown>): Promise<TableMetadata[]> {
  const tables = await db.introspection.getTables();
  return tables.filter(({ schema = 'public', name }) => schema === 'public' && !NOT_STORED.test(name));
}

/** Every row of every table. */
export async function readRows(db: Kysely<unknown>): Promise<Rows> {
  const rows: Record<string, Row[]> = {};
  for (const { name } of await readTables(db))
    rows[name] = (await sql<Row>`select * from ${sql.table(name)}`.execute(db)).rows;
  return rows;
}
