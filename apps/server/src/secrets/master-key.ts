import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import { syncFolder } from '../base/sync-folder.ts';
import type { Config } from '../config/config.ts';
import { type Database, ensureDataDir } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { withStartLock } from '../database/start-lock.ts';
import { learnNext, useStoredDigestKey } from './key-rotation.ts';
import { MASTER_KEY_SETTING, readKeyId } from './key-settings.ts';
import { keyIdOf, Vault } from './vault.ts';

const KEY_BYTES = 32;

/**
 * The configured master key, else the one in the data folder, generated if the database has never had one.
 *
 * @throws {OperatorError} if the master key is missing, or is not the one that sealed the stored secret keys.
 */
export async function openVault(
  config: Pick<Config, 'dataDir' | 'masterKey'>,
  database: Database,
): Promise<Vault> {
  const { db } = database;
  const known = await readKeyId(db);
  const vault =
    known === undefined
      ? await withStartLock(database, config.dataDir, () => beginVault(config, db))
      : await openKnown(config, db, known);
  vault.learnBy(() => learnNext(db, vault));
  await useStoredDigestKey(db, vault);
  return vault;
}

/** Decides on the master key of a database; by now another server may have done so. */
async function beginVault(config: Pick<Config, 'dataDir' | 'masterKey'>, db: Kysely<Schema>): Promise<Vault> {
  const known = (await readKeyId(db)) ?? (await keyIdOfSealed(db));
  const vault =
    known === undefined
      ? new Vault(findMasterKey(config) ?? storeMasterKey(config.dataDir, randomBytes(KEY_BYTES)))
      : await openKnown(config, db, known);
  await db
    .insertInto('settings')
    .values({ name: MASTER_KEY_SETTING, value: vault.keyId })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return vault;
}

async function openKnown(
  config: Pick<Config, 'dataDir' | 'masterKey'>,
  db: Kysely<Schema>,
  keyId: string,
): Promise<Vault> {
  const masterKey = findMasterKey(config);
  if (masterKey === undefined) {
    throw new OperatorError(
      `the master key is missing: the stored secret keys need the one with the id ${keyId}; restore ${masterKeyPath(config.dataDir)}, or set BOARDGATE_MASTER_KEY to that of the other servers`,
    );
  }
  const vault = new Vault(masterKey);
  await learnNext(db, vault);
  if (vault.knows(keyId)) return vault;
  throw new OperatorError(
    `the master key is not the one the stored secret keys were encrypted with: they need the one with the id ${keyId}, and this is ${keyIdOf(masterKey)}; restore BOARDGATE_MASTER_KEY or master.key in the data folder`,
  );
}

/** Whether no Boardgate has ever begun in a database. */
export async function isUnused(db: Kysely<Schema>): Promise<boolean> {
  return (await readKeyId(db)) === undefined && (await keyIdOfSealed(db)) === undefined;
}

/** A sealed value begins with the id of its master key. */
async function keyIdOfSealed(db: Kysely<Schema>): Promise<string | undefined> {
  const sealed = await db.selectFrom('access_keys').select('secret_key').limit(1).executeTakeFirst();
  return sealed?.secret_key.split('.', 1).join('');
}

export function masterKeyPath(dataDir: string): string {
  return join(resolve(dataDir), 'master.key');
}

/**
 * The configured master key, else the one in the data folder; `undefined` if there is neither.
 *
 * @throws {OperatorError} if the file is not a master key.
 */
export function findMasterKey(config: Pick<Config, 'dataDir' | 'masterKey'>): Buffer | undefined {
  return config.masterKey ?? readMasterKey(config.dataDir);
}

export function parseStoredMasterKey(text: string): Buffer | undefined {
  const key = Buffer.from(text.trim(), 'base64');
  return key.length === KEY_BYTES ? key : undefined;
}

function readMasterKey(dataDir: string): Buffer | undefined {
  const path = masterKeyPath(dataDir);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new OperatorError(`cannot read the master key ${path}: ${reasonOf(error)}`, { cause: error });
  }
  const key = parseStoredMasterKey(text);
  if (key === undefined)
    throw new OperatorError(`${path} is not a master key: it must hold 32 bytes in base64`);
  return key;
}

/** Another process may have stored one at the same time: then that one is returned, and stays. */
export function storeMasterKey(dataDir: string, key: Buffer): Buffer {
  ensureDataDir(dataDir);
  const path = masterKeyPath(dataDir);
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeDurably(aside, storedForm(key));
    // Unlike a rename, a link never replaces a file: if two processes start at once, the first key stays.
    linkSync(aside, path);
    return key;
  } catch (error) {
    const existing = codeOf(error) === 'EEXIST' ? readMasterKey(dataDir) : undefined;
    if (existing !== undefined) return existing;
    throw new OperatorError(`cannot write the master key ${path}: ${reasonOf(error)}`, { cause: error });
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Puts the vault's key in place of an older one of its own in the data folder, if the key comes from there. */
export async function replaceMasterKey(
  config: Pick<Config, 'dataDir' | 'masterKey'>,
  vault: Vault,
): Promise<void> {
  if (config.masterKey !== undefined) return;
  const here = readMasterKey(config.dataDir);
  if (here === undefined || keyIdOf(here) === vault.keyId || !vault.knows(keyIdOf(here))) return;
  const path = masterKeyPath(config.dataDir);
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeDurably(aside, storedForm(vault.masterKey));
    renameSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
  await syncFolder(dirname(path));
}

/** As `master.key` holds it. */
export function storedForm(masterKey: Buffer): string {
  return `${masterKey.toString('base64')}\n`;
}

/** Synced to disk before use, and readable by the owner only: without this file the secret keys are lost. */
function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
