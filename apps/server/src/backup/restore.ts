import { existsSync, linkSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import { syncFolder } from '../base/sync-folder.ts';
import type { Config } from '../config/config.ts';
import { checkNoDatabaseIn } from '../database/copy-database.ts';
import { ensureDataDir } from '../database/database.ts';
import { type Content, fill } from '../database/fill.ts';
import { withEmptyPostgres, withNewSqlite } from '../database/new-database.ts';
import { sqlitePath } from '../database/sqlite.ts';
import { withFolderLock } from '../database/start-lock.ts';
import { pathOfKey, resultsFolder } from '../results/stored-files.ts';
import { findMasterKey, masterKeyPath, parseStoredMasterKey, storeMasterKey } from '../secrets/master-key.ts';
import { Vault } from '../secrets/vault.ts';
import { fileEntry } from './backup-format.ts';
import type { Backup } from './read-backup.ts';

/** While a restore is under way. The next one removes what is left of one that was killed. */
const ASIDE = 'restore-';

type Place = Pick<Config, 'dataDir' | 'databaseUrl' | 's3Endpoint' | 'masterKey'>;

export interface Restored {
  readonly files: number;
  /** Whether the place has the master key that the secret keys need. */
  readonly hasMasterKey: boolean;
}

/**
 * Puts a backup into an empty place: all of it, or nothing.
 *
 * @param report told how many rows were stored.
 * @throws {OperatorError} if the place is not empty, has another master key, or cannot be written.
 */
export async function restore(
  backup: Backup,
  config: Place,
  report: (rows: number) => void,
): Promise<Restored> {
  const dataDir = ensureDataDir(config.dataDir);
  const masterKey = await findKeyToStore(backup, config);
  return await withFolderLock(dataDir, async () => {
    for (const name of readdirSync(dataDir))
      if (name.startsWith(ASIDE)) rmSync(join(dataDir, name), { recursive: true });
    if (config.databaseUrl === undefined) checkNoDatabaseIn(dataDir);
    checkNoFiles(backup, config, dataDir);
    const aside = await mkdtemp(join(dataDir, ASIDE));
    const undo: (() => Promise<void>)[] = [() => rm(aside, { recursive: true, force: true })];
    try {
      return await restoreInto(dataDir, { backup, config, masterKey, aside, undo, report });
    } catch (error) {
      for (const step of undo.reverse()) await step();
      if (error instanceof OperatorError || codeOf(error) === undefined) throw error;
      throw new OperatorError(`nothing was restored to ${dataDir}: ${reasonOf(error)}`, { cause: error });
    }
  });
}

interface Step {
  readonly backup: Backup;
  readonly config: Place;
  readonly masterKey: Buffer | undefined;
  readonly aside: string;
  readonly undo: (() => Promise<void>)[];
  readonly report: (rows: number) => void;
}

/** The database comes last: with it the place counts as begun. */
async function restoreInto(dataDir: string, step: Step): Promise<Restored> {
  const { backup, config, masterKey, aside, undo, report } = step;
  const { migration, tables, masterKeyId } = backup.manifest;
  const content: Content = { migration, tables, rows: (table) => backup.rows(table) };
  const files = await extractFiles(backup, join(aside, 'files'));
  const place = async () => {
    if (files > 0) {
      await rename(join(aside, 'files'), resultsFolder(dataDir));
      undo.push(() => rename(resultsFolder(dataDir), join(aside, 'files')));
    }
    if (masterKey !== undefined) {
      storeMasterKey(dataDir, masterKey);
      undo.push(() => rm(masterKeyPath(dataDir)));
    }
  };
  if (config.databaseUrl === undefined) {
    await withNewSqlite(aside, (db) => fill(db, 'sqlite', content, report));
    await place();
    // Unlike a rename, a link never replaces a file.
    linkSync(sqlitePath(aside), sqlitePath(dataDir));
  } else {
    await place();
    await withEmptyPostgres(config.databaseUrl, (db) => fill(db, 'postgres', content, report));
  }
  await rm(aside, { recursive: true });
  await syncFolder(dataDir);
  return { files, hasMasterKey: masterKeyId === null || findMasterKey(config) !== undefined };
}

/** @returns how many there were. */
async function extractFiles(backup: Backup, folder: string): Promise<number> {
  const keys = backup.fileKeys();
  for (const key of keys) {
    const path = pathOfKey(folder, key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await backup.extract(fileEntry(key), path);
  }
  return keys.length;
}

function checkNoFiles(backup: Backup, { s3Endpoint }: Place, dataDir: string): void {
  if (backup.fileKeys().length === 0) return;
  if (s3Endpoint !== undefined)
    throw new OperatorError(
      'the backup has the files of conversions, and this server keeps them in a bucket: restore without BOARDGATE_S3_ENDPOINT, and move the files from there',
    );
  if (existsSync(resultsFolder(dataDir)))
    throw new OperatorError(
      `${resultsFolder(dataDir)} exists: the files of conversions are restored to an empty place only; move the folder away`,
    );
}

/** The key in the backup, unless the place has it already. */
async function findKeyToStore(backup: Backup, config: Place): Promise<Buffer | undefined> {
  const { masterKeyId } = backup.manifest;
  const here = findMasterKey(config);
  const hereId = here && new Vault(here).keyId;
  if (hereId !== undefined && masterKeyId !== null && hereId !== masterKeyId)
    throw new OperatorError(
      `the secret keys in the backup need the master key with the id ${masterKeyId}, and this place has ${hereId}: put the right one into ${masterKeyPath(config.dataDir)} or BOARDGATE_MASTER_KEY, or move the other away`,
    );
  const text = await backup.masterKey();
  return here === undefined && text !== undefined ? parseStoredMasterKey(text) : undefined;
}
