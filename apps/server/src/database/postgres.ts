import { setTimeout } from 'node:timers/promises';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { databaseFaultOf } from '../base/database-fault.ts';
import { codeOf, reasonOf } from '../base/operator-error.ts';
import { UnreachableError } from './unreachable-error.ts';
import { Waits } from './waits.ts';
import type { Writes } from './writes.ts';

/** The type number of PostgreSQL's `bigint`. */
const BIGINT = 20;
/** What a statement may still take, in milliseconds, if its connection was long in coming. */
const MIN_STATEMENT_MS = 250;
const END_LIMIT_MS = 1000;
const CONNECT_TIMEOUT_MS = 5000;
/** How long no further connection is tried after PostgreSQL has refused one for having too many. */
const FULL_MS = 5000;
const TOO_MANY_CONNECTIONS = '53300';

export interface PoolOptions {
  readonly databaseUrl: string;
  readonly maxConnections: number;
  /** How long a connection, and then a statement, may take, in milliseconds. `undefined` = any time, for statements. */
  readonly timeoutMs: number | undefined;
  readonly writes: Writes;
}

export function connectionOptions(databaseUrl: string, timeoutMs?: number): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: timeoutMs ?? CONNECT_TIMEOUT_MS,
    // PostgreSQL's own limit comes first, so that a slow statement costs no connection.
    ...(timeoutMs !== undefined && { statement_timeout: Math.ceil(0.9 * timeoutMs) }),
    application_name: 'boardgate',
    keepAlive: true,
    types: { getTypeParser: parserOf },
  };
}

/**
 * Opens a pool of connections and tries one.
 *
 * @throws {UnreachableError} if the database cannot be reached. The message names host and database, never the password.
 */
export async function openPool(options: PoolOptions): Promise<HealingPool> {
  const pool = new HealingPool(options);
  try {
    (await pool.connect()).release();
    return pool;
  } catch (error) {
    await pool.end();
    const { host, pathname } = new URL(options.databaseUrl);
    throw new UnreachableError(`cannot reach the database ${host}${pathname}: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * A pool whose connections are discarded when PostgreSQL falls silent on them, or turns out to be a standby: the next one may lead to a
 * server that works. Nobody waits for longer than the time-out, first for a connection, then for a statement.
 */
export class HealingPool implements PostgresPool {
  readonly waits = new Waits();
  readonly #pool: pg.Pool;
  readonly #options: PoolOptions;
  #isFullUntil = 0;
  /** When PostgreSQL last fell silent on a connection. Those that have not answered since are suspect. */
  #silentAt = Number.NEGATIVE_INFINITY;
  /** Those that are connected; the pool itself also counts those that try to be. */
  readonly #clients = new Set<pg.PoolClient>();
  readonly #answeredAt = new WeakMap<pg.PoolClient, number>();

  constructor(options: PoolOptions) {
    this.#options = options;
    const { databaseUrl, maxConnections, timeoutMs } = options;
    this.#pool = new pg.Pool({ ...connectionOptions(databaseUrl, timeoutMs), max: maxConnections });
    // A broken connection fails its query or is replaced at its next use. Without a listener the error would end the process.
    this.#pool.on('error', () => {});
    this.#pool.on('connect', (client) => {
      client.on('error', () => {});
      this.#clients.add(client);
    });
    this.#pool.on('remove', (client) => this.#clients.delete(client));
  }

  async connect(): Promise<PostgresPoolClient> {
    this.waits.begin();
    try {
      return await this.#lease();
    } finally {
      this.waits.end();
    }
  }

  async #lease(): Promise<PostgresPoolClient> {
    const askedAt = performance.now();
    for (;;) {
      this.#pool.options.max = this.#maxNow();
      const client = await this.#pool.connect().catch((error) => this.#connectAgain(error));
      // A new one has answered just now.
      const answeredAt = this.#answeredAt.get(client) ?? performance.now();
      if (answeredAt >= this.#silentAt) return new Lease(client, this.#options, askedAt, this);
      discard(client);
      client.release(true);
    }
  }

  noteAnswer(client: pg.PoolClient): void {
    this.#answeredAt.set(client, performance.now());
  }

  noteSilence(): void {
    this.#silentAt = performance.now();
  }

  /** Kysely would ask it how to cancel statements, which we do not do. */
  get options(): object {
    return this.#pool.options;
  }

  /** Does not wait for the answers of connections that hang. */
  async end(): Promise<void> {
    if (this.#pool.ending) return;
    await Promise.race([this.#pool.end(), setTimeout(END_LIMIT_MS, undefined, { ref: false })]);
    // They would keep the process from ending.
    for (const client of this.#clients) discard(client);
  }

  /** Other programs may leave PostgreSQL no room: then the connections that exist have to do. */
  #connectAgain(error: unknown): Promise<pg.PoolClient> {
    if (codeOf(error) !== TOO_MANY_CONNECTIONS || this.#clients.size === 0) throw error;
    this.#isFullUntil = performance.now() + FULL_MS;
    this.#pool.options.max = this.#maxNow();
    return this.#pool.connect();
  }

  #maxNow(): number {
    const { maxConnections } = this.#options;
    if (performance.now() >= this.#isFullUntil) return maxConnections;
    return Math.max(1, Math.min(maxConnections, this.#clients.size));
  }
}

/** A connection while somebody uses it. */
class Lease implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #options: PoolOptions;
  readonly #pool: HealingPool;
  /** Of the next statement: the first one's includes the wait for the connection. */
  #begunAt: number | undefined;
  /** Why the connection must not be used again. */
  #fault: Error | undefined;

  constructor(client: pg.PoolClient, options: PoolOptions, askedAt: number, pool: HealingPool) {
    this.#client = client;
    this.#options = options;
    this.#pool = pool;
    this.#begunAt = askedAt;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    sql: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof sql !== 'string') throw new TypeError('no statement of ours uses a cursor');
    return this.#run(sql, parameters);
  }

  release(isDiscarded = false): void {
    if (this.#fault !== undefined) discard(this.#client);
    this.#client.release(this.#fault ?? isDiscarded);
  }

  async #run<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    if (this.#fault !== undefined) {
      // The transaction has ended with the connection. What the caller has to hear is why.
      if (sql === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
      throw this.#fault;
    }
    const { timeoutMs, writes } = this.#options;
    const waitedMs = this.#begunAt === undefined ? 0 : performance.now() - this.#begunAt;
    this.#begunAt = undefined;
    try {
      const result = await this.#client.query({
        text: sql,
        values: [...parameters],
        ...(timeoutMs !== undefined && {
          query_timeout: Math.max(MIN_STATEMENT_MS, timeoutMs - waitedMs),
        }),
      });
      this.#pool.noteAnswer(this.#client);
      writes.succeeded(sql);
      return result as unknown as PostgresQueryResult<Row>;
    } catch (error) {
      writes.failed(error);
      if (isSilence(error)) this.#pool.noteSilence();
      if (isOfConnection(error)) this.#fault = error as Error;
      throw error;
    }
  }
}

/** Without a word of farewell, whose answer a connection that hangs would be waited for. */
export function discard(client: pg.ClientBase): void {
  (client as pg.Client).connection.stream.destroy();
}

/** The time limit of the driver, which comes after that of PostgreSQL. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** Whether the connection is of no use any more, and not just the statement. */
function isOfConnection(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  // A time limit that PostgreSQL itself has enforced leaves the connection as it was.
  if (code === '57014' || code === '53100') return false;
  return code === '25006' || databaseFaultOf(error) === 'unreachable';
}

/** Reads `bigint` as a number: our columns hold safe integers. pg would return text. */
function parserOf(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return type === BIGINT ? Number : pg.types.getTypeParser(type, format as 'text');
}
