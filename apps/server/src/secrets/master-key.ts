import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import { ensureDataDir } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { Vault } from './vault.ts';

const KEY_BYTES = 32;

/**
 * The configured master key, else the one in the data folder, generated if no secret key is stored yet.
 *
 * @throws {OperatorError} if the master key is missing, or is not the one that sealed the stored secret keys.
 */
export async function openVault(
  config: Pick<Config, 'dataDir' | 'masterKey'>,
  db: Kysely<Schema>,
): Promise<Vault> {
  const sealed = await db.selectFrom('access_keys').select('secret_key').limit(1).executeTakeFirst();
  const masterKey =
    config.masterKey ?? readMasterKey(config.dataDir) ?? generateMasterKey(config.dataDir, sealed);
  const vault = new Vault(masterKey);
  const foreign = await db
    .selectFrom('access_keys')
    .select('access_key')
    .where('secret_key', 'not like', `${vault.keyId}.%`)
    .limit(1)
    .executeTakeFirst();
  if (foreign !== undefined) {
    throw new OperatorError(
      'the master key is not the one the stored secret keys were encrypted with: restore BOARDGATE_MASTER_KEY or master.key in the data folder',
    );
  }
  return vault;
}

function masterKeyPath(dataDir: string): string {
  return join(ensureDataDir(dataDir), 'master.key');
}

function readMasterKey(dataDir: string): Buffer | undefined {
  const path = masterKeyPath(dataDir);
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new OperatorError(`cannot read the master key ${path}: ${reasonOf(error)}`, { cause: error });
  }
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES)
    throw new OperatorError(`${path} is not a master key: it must hold 32 bytes in base64`);
  return key;
}

function generateMasterKey(dataDir: string, sealed: object | undefined): Buffer {
  const path = masterKeyPath(dataDir);
  if (sealed !== undefined) {
    throw new OperatorError(
      `the master key is missing: the stored secret keys cannot be read without it; restore ${path} or BOARDGATE_MASTER_KEY`,
    );
  }
  const key = randomBytes(KEY_BYTES);
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeDurably(aside, `${key.toString('base64')}\n`);
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
