import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import { type Database, ensureDataDir } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { withStartLock } from '../database/start-lock.ts';
import { Vault } from './vault.ts';

const KEY_BYTES = 32;

/** The row of `settings` with the id of the master key: the first server stores it, and every other one needs the same key. */
export const MASTER_KEY_SETTING = 'master-key-id';

/**
 * The configured master key, else the one in the data folder, generated if the database has never had one.
 *
 * @throws {OperatorError} if the master key is missing, or is not the one that sealed the stored secret keys.
 */
export async function openVault(
  config: Pick<Config, 'dataDir' | 'masterKey'>,
  database: Database,
): Promise<Vault> {
  const known = await readKeyId(database.db);
  if (known !== undefined) return openKnown(config, known);
  return await withStartLock(database, config.dataDir, () => beginVault(config, database.db));
}

/** Decides on the master key of a database; by now another server may have done so. */
async function beginVault(config: Pick<Config, 'dataDir' | 'masterKey'>, db: Kysely<Schema>): Promise<Vault> {
  const known = (await readKeyId(db)) ?? (await keyIdOfSealed(db));
  const vault =
    known === undefined
      ? new Vault(findMasterKey(config) ?? storeMasterKey(config.dataDir, randomBytes(KEY_BYTES)))
      : openKnown(config, known);
  await db
    .insertInto('settings')
    .values({ name: MASTER_KEY_SETTING, value: vault.keyId })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return vault;
}

function openKnown(config: Pick<Config, 'dataDir' | 'masterKey'>, keyId: string): Vault {
  const masterKey = findMasterKey(config);
  if (masterKey === undefined) {
    throw new OperatorError(
      `the master key is missing: the stored secret keys need the one with the id ${keyId}; restore ${masterKeyPath(config.dataDir)}, or set BOARDGATE_MASTER_KEY to that of the other servers`,
    );
  }
  const vault = new Vault(masterKey);
  if (vault.keyId === keyId) return vault;
  throw new OperatorError(
    `the master key is not the one the stored secret keys were encrypted with: they need the one with the id ${keyId}, and this is ${vault.keyId}; restore BOARDGATE_MASTER_KEY or master.key in the data folder`,
  );
}

/** The id of the database's master key; `undefined` = it has had none, or was begun before ids were stored. */
export async function readKeyId(db: Kysely<Schema>): Promise<string | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', MASTER_KEY_SETTING)
    .executeTakeFirst();
  return row?.value;
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
