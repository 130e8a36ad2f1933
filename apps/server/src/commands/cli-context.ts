import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Actor } from '../audit/audit.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { requestRemovalOfProject } from '../conversions/queue/file-removals.ts';
import { Tasks } from '../conversions/queue/tasks.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { closeToOthers } from '../database/private-folder.ts';
import { sqlitePath } from '../database/sqlite.ts';
import { KeyManagement } from '../keys/key-management.ts';
import { loadProject, Projects } from '../projects/projects.ts';
import { openVault } from '../secrets/master-key.ts';
import type { Vault } from '../secrets/vault.ts';
import { printError } from './output.ts';

/** What is open while the server or a command runs. */
export interface Opened {
  readonly config: Config;
  readonly database: Database;
  readonly vault: Vault;
  /** The clock, in epoch milliseconds. */
  readonly now: () => number;
}

export interface CommandContext extends Opened {
  /** Whom the audit log names for what the command does. */
  readonly actor: Actor;
}

/**
 * Opens the database and the vault, runs `use`, and closes the database however that ends.
 *
 * @throws {OperatorError} if there is nothing to open yet, unless `canBegin`.
 */
export async function withContext<Result>(
  { config }: Pick<LoadedConfig, 'config'>,
  use: (context: CommandContext) => Promise<Result>,
  { canBegin = false } = {},
): Promise<Result> {
  if (!canBegin) checkBegun(config);
  const actor = { name: `command:${userName()}`, address: undefined };
  return await withOpened(config, (opened) => use({ ...opened, actor }));
}

/** In the wrong folder, a command would find nothing and leave an empty database behind. */
function checkBegun({ dataDir, databaseUrl, masterKey }: Config): void {
  const folder = resolve(dataDir);
  const isBegun =
    databaseUrl === undefined
      ? existsSync(sqlitePath(folder))
      : masterKey !== undefined || existsSync(folder);
  if (isBegun) return;
  throw new OperatorError(
    `there is no Boardgate in ${folder}: run the command in the folder where the server was started, or name the server's data folder with --data-dir or BOARDGATE_DATA_DIR; \`boardgate serve\` begins a new one`,
  );
}

/** The same for the server, which names its own actors. */
export async function withOpened<Result>(
  config: Config,
  use: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const opened = await openConfigured(config);
  try {
    return await use(opened);
  } finally {
    await opened.database.close();
  }
}

/** @throws {OperatorError} where the database or the master key cannot be opened. */
export async function openConfigured(config: Config, now: () => number = Date.now): Promise<Opened> {
  const folder = resolve(config.dataDir);
  // Before anything in it is opened.
  if (existsSync(folder) && closeToOthers(folder))
    printError(`boardgate: other users could enter the data folder ${folder}: it is closed to them now`);
  const database = await openDatabase(config);
  try {
    return { config, database, vault: await openVault(config, database.db), now };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A container may run under a uid without a user name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

/**
 * The id of the project with that name; `undefined` without a name.
 *
 * @throws {ApiError} where there is no such project.
 */
export async function findProjectId(
  { database }: Pick<Opened, 'database'>,
  name: string | undefined,
): Promise<string | undefined> {
  return name === undefined ? undefined : (await loadProject(database.db, { name })).id;
}

export function keysOf({ database, vault, now }: Opened): KeyManagement {
  return new KeyManagement(database, vault, now);
}

/** Deleting a project also removes the files of its conversions. */
export function projectsOf({ database, now }: Opened): Projects {
  return new Projects(database, requestRemovalOfProject, now);
}

export function tasksOf({ database, now }: Opened): Tasks {
  return new Tasks(database, now);
}
