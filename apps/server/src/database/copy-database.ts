import { existsSync, linkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../base/operator-error.ts';
import { syncFolder } from '../base/sync-folder.ts';
import { type DatabaseConfig, ensureDataDir } from './database.ts';
import { fill } from './fill.ts';
import { withEmptyPostgres, withNewSqlite } from './new-database.ts';
import { type Snapshot, withSnapshot } from './snapshot.ts';
import { sqlitePath } from './sqlite.ts';

/**
 * Copies a database to an empty one of either kind: all of it, or nothing.
 *
 * @param report told how many rows more were stored, and how many there are.
 * @returns the number of rows.
 * @throws {OperatorError} if the target is not empty, or one of them cannot be opened.
 */
export async function copyDatabase(
  from: DatabaseConfig,
  to: Pick<DatabaseConfig, 'dataDir' | 'databaseUrl'>,
  report: (rows: number, total: number) => void,
): Promise<number> {
  return await withSnapshot(from, async (snapshot) => {
    const total = await totalOf(snapshot);
    const count = (rows: number) => report(rows, total);
    if (to.databaseUrl !== undefined)
      await withEmptyPostgres(to.databaseUrl, (db) => fill(db, 'postgres', snapshot, count));
    else await copyToFolder(snapshot, ensureDataDir(to.dataDir), count);
    return total;
  });
}

async function totalOf({ tables, count }: Snapshot): Promise<number> {
  let total = 0;
  for (const table of tables) total += await count(table);
  return total;
}

async function copyToFolder(
  snapshot: Snapshot,
  dataDir: string,
  count: (rows: number) => void,
): Promise<void> {
  const path = sqlitePath(dataDir);
  checkNoDatabaseIn(dataDir);
  const aside = await mkdtemp(join(dataDir, 'copy-'));
  try {
    await withNewSqlite(aside, (db) => fill(db, 'sqlite', snapshot, count));
    // Unlike a rename, a link never replaces a file.
    linkSync(sqlitePath(aside), path);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await syncFolder(dataDir);
}

/** @throws {OperatorError} if the folder has a database, or parts of one. */
export function checkNoDatabaseIn(dataDir: string): void {
  const path = sqlitePath(dataDir);
  const taken = [path, `${path}-wal`, `${path}-shm`].find((one) => existsSync(one));
  if (taken === undefined) return;
  throw new OperatorError(`${taken} exists: move it away, or name another folder`);
}
