import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { KeyManagement } from '../keys/key-management.ts';
import { openVault } from '../keys/master-key.ts';
import type { Vault } from '../keys/vault.ts';
import { Projects } from '../projects/projects.ts';

/** What is stored, open for a command. */
export interface Store {
  readonly database: Database;
  readonly vault: Vault;
  readonly projects: Projects;
  readonly keys: KeyManagement;
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
    return {
      database,
      vault,
      projects: new Projects(database, now),
      keys: new KeyManagement(database, vault, now),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
