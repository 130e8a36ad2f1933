import pg from 'pg';
import { OperatorError, reasonOf } from '../base/operator-error.ts';
import { STATEMENT_TIMEOUT_MS } from './statement-timeout.ts';

const CONNECT_TIMEOUT_MS = 5000;
const MAX_CONNECTIONS = 10;
/** The type number of PostgreSQL's `bigint`. */
const BIGINT = 20;

export function connectionOptions(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'boardgate',
    keepAlive: true,
    types: { getTypeParser: parserOf },
  };
}

/**
 * Opens a pool of connections and tries one.
 *
 * @throws {OperatorError} if the database cannot be reached. The message names host and database, never the password.
 */
export async function openPool(databaseUrl: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ ...connectionOptions(databaseUrl), max: MAX_CONNECTIONS });
  // A broken connection fails its query or is replaced at its next use. Without a listener the error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const client = await pool.connect();
    client.release();
    return pool;
  } catch (error) {
    await pool.end();
    const { host, pathname } = new URL(databaseUrl);
    throw new OperatorError(`cannot reach the database ${host}${pathname}: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** Reads `bigint` as a number: our columns hold safe integers. pg would return text. */
function parserOf(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return type === BIGINT ? Number : pg.types.getTypeParser(type, format as 'text');
}
