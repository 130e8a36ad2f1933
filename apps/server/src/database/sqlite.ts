import { statSync } from 'node:fs';
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
import type { SqliteTurns } from './sqlite-turns.ts';
import { isWrite, type Writes } from './writes.ts';

/** How long a statement waits for another process's write lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;
const BUSY_RETRY_MS = 5;
/** What the file of the write-ahead log keeps on the disk once its content is in the database. */
const LOG_BYTES = 67_108_864;
/** The low byte of SQLite's error code; the higher bits tell the reason. */
const SQLITE_BUSY = 5;

export function sqlitePath(dataDir: string): string {
  return join(dataDir, 'boardgate.db');
}

/** Whether the folder has no database of ours yet, or not any more. Creates nothing. */
export function isWithoutTables(dataDir: string): boolean {
  const path = sqlitePath(dataDir);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return true;
  try {
    const sqlite = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    const hasTables = sqlite.prepare('select 1 from sqlite_master limit 1').get() !== undefined;
    sqlite.close();
    return !hasTables;
  } catch {
    // Opening it in earnest tells what is wrong.
    return false;
  }
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
    sqlite.exec(`pragma journal_size_limit = ${LOG_BYTES}`);
    // SQLite waits by putting the whole process to sleep. `PatientConnection` waits instead.
    sqlite.exec('pragma busy_timeout = 0');
    return sqlite;
  } catch (error) {
    throw new OperatorError(`cannot open the database ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Kysely's SQLite dialect over Node's built-in SQLite. */
export function sqliteDialect(sqlite: DatabaseSync, writes: Writes, turns: SqliteTurns): Dialect {
  const database = adaptDatabase(sqlite);
  const dialect = new SqliteDialect({ database });
  return {
    createDriver: () => new ImmediateSqliteDriver(database, sqlite, writes, turns),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createAdapter: () => new TransactionalSqliteAdapter(),
  };
}

/** Takes the write lock when a transaction begins: one that reads first may fail to become a writer. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #sqlite: DatabaseSync;
  readonly #writes: Writes;
  readonly #turns: SqliteTurns;
  #connection: PatientConnection | undefined;

  constructor(database: SqliteDatabase, sqlite: DatabaseSync, writes: Writes, turns: SqliteTurns) {
    super({ database });
    this.#sqlite = sqlite;
    this.#writes = writes;
    this.#turns = turns;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.begin();
    this.#connection ??= new PatientConnection(await super.acquireConnection(), this.#sqlite, this.#writes);
    return this.#connection;
  }

  override async releaseConnection(): Promise<void> {
    this.#turns.end();
  }

  /** SQLite itself ends a transaction for which the disk has no room. What the caller has to hear is that. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.isTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Retries while another process writes, blocks no request that needs no database, and acknowledges nothing that is written nowhere. */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #sqlite: DatabaseSync;
  readonly #writes: Writes;
  readonly #path: string;
  readonly #file: string | undefined;

  constructor(connection: DatabaseConnection, sqlite: DatabaseSync, writes: Writes) {
    this.#connection = connection;
    this.#sqlite = sqlite;
    this.#writes = writes;
    this.#path = sqlite.location() ?? '';
    this.#file = identityOf(this.#path);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const giveUpAt = performance.now() + BUSY_TIMEOUT_MS;
    for (;;) {
      try {
        const result = await this.#connection.executeQuery<Row>(query);
        if ((isWrite(query.sql) || query.sql === 'commit') && !this.#sqlite.isTransaction) this.#checkFile();
        this.#writes.succeeded(query.sql);
        return result;
      } catch (error) {
        this.#writes.failed(error);
        if (!isBusy(error) || performance.now() >= giveUpAt) throw error;
        await setTimeout(BUSY_RETRY_MS);
      }
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery(query, chunkSize);
  }

  /** A file that was deleted or replaced takes writes as if nothing had happened, and they end with the process. */
  #checkFile(): void {
    if (identityOf(this.#path) === this.#file) return;
    throw Object.assign(
      new Error(
        `the database ${this.#path} was deleted or replaced while the server ran: put it back, or restart the server`,
      ),
      { code: 'ESTALE' },
    );
  }
}

/** What tells a file from another one under the same name. */
function identityOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}

export function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === 'number' && (errcode & 0xff) === SQLITE_BUSY;
}

/** SQLite can roll back tables, so a crash leaves no migration half done. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  /** There is one; `SqliteTurns` lets its users wait, where Kysely would not tell how many do. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

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
