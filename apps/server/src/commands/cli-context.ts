import { userInfo } from 'node:os';
import { createServices, type Services } from '../app/services.ts';
import type { Actor } from '../audit/audit.ts';
import type { Config } from '../config/config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { openVault } from '../secrets/master-key.ts';
import type { Vault } from '../secrets/vault.ts';

/** What is stored, open for a command. */
export interface Store extends Services {
  readonly database: Database;
  readonly vault: Vault;
}

/** Whom the audit log is to name for what a command did. */
export function commandActor(): Actor {
  return { name: `command:${userInfo().username}`, address: undefined };
}

/** Opens database and vault, runs `use`, and closes them whatever happens. */
export async function withStore<Result>(
  config: Config,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore(config);
  try {
    return await use(store);
  } finally {
    await store.database.close();
  }
}

/** @throws {OperatorError} where the database or the master key cannot be had. */
export async function openStore(config: Config, now: () => number = Date.now): Promise<Store> {
  const database = await openDatabase(config);
  try {
    const vault = await openVault(config, database.db);
    return { database, vault, ...createServices(config, database, vault, now) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The id of the project of that name, where one is given.
 *
 * @throws {ApiError} where there is none.
 */
export async function findProjectId(
  { projects }: Store,
  name: string | undefined,
): Promise<string | undefined> {
  return name === undefined ? undefined : (await projects.get({ name })).id;
}
