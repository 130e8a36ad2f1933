import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { OperatorError } from '../base/operator-error.ts';
import { type Database, ensureDataDir } from './database.ts';
import { ROTATION } from './locks.ts';
import { isBusy } from './sqlite.ts';

/**
 * Lets one process at a time rotate the master key. The lock ends with the process that holds it, however that ends.
 *
 * @throws {OperatorError} if another process holds it.
 */
export async function withRotationLock<Result>(
  { kind, forLongWork }: Pick<Database, 'kind' | 'forLongWork'>,
  dataDir: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (kind === 'sqlite') return await withLockFile(join(ensureDataDir(dataDir), 'rotation.lock'), work);
  return await forLongWork.connection().execute(async (connection) => {
    const { rows } = await sql<{
      is_free: boolean;
    }>`select pg_try_advisory_lock(${ROTATION}) as is_free`.execute(connection);
    if (rows[0]?.is_free !== true) throw underWay();
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${ROTATION})`.execute(connection);
    }
  });
}

async function withLockFile<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const file = new DatabaseSync(path);
  try {
    file.exec('begin exclusive');
    return await work();
  } catch (error) {
    throw isBusy(error) && !file.isTransaction ? underWay() : error;
  } finally {
    file.close();
  }
}

function underWay(): OperatorError {
  return new OperatorError('another rotation of the master key is under way: wait for it to end');
}
