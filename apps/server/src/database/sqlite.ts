import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import { OperatorError, reasonOf } from '../base/operator-error.ts';

/** How long a statement waits for another process's write lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;
const BUSY_RETRY_MS = 5;
/** The low byte of SQLite's error code; the higher bits tell the reason. */
const SQLITE_BUSY = 5;

export function sqlitePath(dataDir: string): string {
  return join(dataDir, 'boardgate.db');
}

/**
 * Opens `boardgate.db` in the data folder.
 *
 * @throws {OperatorError} if the file cannot be opened or is not a SQLite database.
 */
export function openSqliteFile(dataDir: string): DatabaseSync {
  const path = sqlitePath(dataDir);
  try {
    const sqlite = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    // FULL syncs the log at every commit, so that acknowledged writes survive a power cut.
    sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    // SQLite waits by putting the whole process to sleep. `PatientConnection` waits instead.
    sqlite.exec('pragma busy_timeout = 0');
    return sqlite;
  } catch (error) {
    throw new OperatorError(`cannot open the database ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Kysely's SQLite dialect over Node's built-in SQLite. */
export function sqliteDialect(sqlite: DatabaseSync): Dialect {
  const database = adaptDatabase(sqlite);
  const dialect = new SqliteDialect({ database });
  return {
    createDriver: () => new ImmediateSqliteDriver({ database }),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createAdapter: () => new TransactionalSqliteAdapter(),
  };
}

/** Takes the write lock when a transaction begins: one that reads first may fail to become a writer. */
class ImmediateSqliteDriver extends SqliteDriver {
  #connection: PatientConnection | undefined;

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new PatientConnection(await super.acquireConnection());
    return this.#connection;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Retries while another process writes, and blocks no request that needs no database. */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const giveUpAt = performance.now() + BUSY_TIMEOUT_MS;
    for (;;) {
      try {
        return await this.#connection.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error) || performance.now() >= giveUpAt) throw error;
        await setTimeout(BUSY_RETRY_MS);
      }
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery(query, chunkSize);
  }
}

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === 'number' && (errcode & 0xff) === SQLITE_BUSY;
}

/** SQLite can roll back tables, so a crash leaves no migration half done. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** How many statements stay prepared, up to which length: long ones insert many rows and do not recur. */
const MAX_PREPARED = 200;
const MAX_PREPARED_LENGTH = 4000;

/** Kysely prepares a statement for every query, which takes as long as the query itself. */
function adaptDatabase(sqlite: DatabaseSync): SqliteDatabase {
  const prepared = new LRUCache<string, SqliteStatement>({ max: MAX_PREPARED });
  return {
    close: () => sqlite.close(),
    prepare: (text) => {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      const statement = adaptStatement(sqlite.prepare(text));
      if (text.length <= MAX_PREPARED_LENGTH) prepared.set(text, statement);
      return statement;
    },
  };
}

function adaptStatement(statement: ReturnType<DatabaseSync['prepare']>): SqliteStatement {
  const bind = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bind(parameters)),
    run: (parameters) => statement.run(...bind(parameters)),
    iterate: (parameters) => statement.iterate(...bind(parameters)),
  };
}
