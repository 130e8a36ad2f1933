import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { OperatorError } from '../base/operator-error.ts';
import type { Database } from './database.ts';
import { ensureDataDir } from './database.ts';
import { START } from './locks.ts';
import { isBusy } from './sqlite.ts';

const RETRY_MS = 20;
/** A start takes a second or two; who holds the lock for longer hangs. */
const LIMIT_MS = 60_000;

/**
 * Lets one process at a time do what a first start does, on all servers together: those that start at once must agree on one master key, one
 * project and one pair. The lock ends with the process that holds it, however that ends.
 *
 * @throws {OperatorError} if another process holds it for a minute.
 */
export async function withStartLock<Result>(
  { kind, forLongWork }: Pick<Database, 'kind' | 'forLongWork'>,
  dataDir: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (kind === 'sqlite') return await withFolderLock(dataDir, work);
  return await forLongWork.connection().execute(async (connection) => {
    await sql`set lock_timeout = ${sql.lit(LIMIT_MS)}`.execute(connection);
    await sql`select pg_advisory_lock(${START})`.execute(connection);
    await sql`set lock_timeout = 0`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${START})`.execute(connection);
    }
  });
}

/** SQLite's own lock of a file: the system lifts it when a process dies. The database itself has to take writes meanwhile. */
export async function withFolderLock<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
  const path = join(ensureDataDir(dataDir), 'start.lock');
  const file = new DatabaseSync(path);
  try {
    await lock(file, path);
    return await work();
  } finally {
    file.close();
  }
}

async function lock(file: DatabaseSync, path: string): Promise<void> {
  const giveUpAt = performance.now() + LIMIT_MS;
  for (;;) {
    try {
      file.exec('begin exclusive');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() >= giveUpAt)
        throw new OperatorError(`another start of Boardgate has held ${path} for a minute: end that one`);
      await setTimeout(RETRY_MS);
    }
  }
}
