import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Actor } from '../audit/audit.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { requestRemovalOfProject } from '../conversions/queue/file-removals.ts';
import { Tasks } from '../conversions/queue/tasks.ts';
import { type Database, ensureDataDir, openDatabase } from '../database/database.ts';
import { closeToOthers } from '../database/private-folder.ts';
import { noReport, type Report } from '../database/report.ts';
import { isWithoutTables, sqlitePath } from '../database/sqlite.ts';
import { UnreachableError } from '../database/unreachable-error.ts';
import { KeyManagement } from '../keys/key-management.ts';
import { loadProject, Projects } from '../projects/projects.ts';
import { isUnused, masterKeyPath, openVault } from '../secrets/master-key.ts';
import type { Vault } from '../secrets/vault.ts';
import { printError } from './output.ts';

/** Between two attempts to reach the database: at first, and at most. */
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 4000;

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
export function checkBegun({ dataDir, databaseUrl, masterKey }: Config): void {
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

/** The same for the server, which names its own actors, and which waits for its database. */
export async function withOpened<Result>(
  config: Config,
  use: (opened: Opened) => Promise<Result>,
  options: OpenOptions = {},
): Promise<Result> {
  const opened = await openConfigured(config, options);
  try {
    return await use(opened);
  } finally {
    await opened.database.close();
  }
}

export interface OpenOptions {
  /** Default: the system's clock. */
  readonly now?: () => number;
  /** How long to try again while the database cannot be reached, in milliseconds. */
  readonly limitMs?: number;
  /** Told what happens to the database while it is open. */
  readonly report?: Report;
}

/** @throws {OperatorError} where the database or the master key cannot be opened. */
export async function openConfigured(
  config: Config,
  { now = Date.now, limitMs = 0, report = noReport }: OpenOptions = {},
): Promise<Opened> {
  const folder = resolve(config.dataDir);
  // Before anything in it is opened.
  if (existsSync(folder) && closeToOthers(folder))
    printError(`boardgate: other users could enter the data folder ${folder}: it is closed to them now`);
  if (config.databaseUrl === undefined) checkNotLost(folder);
  else ensureDataDir(folder);
  const database = await openPatiently(config, limitMs, report);
  try {
    if (config.databaseUrl !== undefined) await warnOfNewDatabase(folder, database);
    return { config, database, vault: await openVault(config, database), now };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A key without a database: that was deleted, or its folder is not mounted. Beginning anew would hide it behind new, empty tables. */
function checkNotLost(folder: string): void {
  if (!existsSync(masterKeyPath(folder)) || !isWithoutTables(folder)) return;
  throw new OperatorError(
    `the data folder ${folder} has a master key but no database: put boardgate.db back, or move master.key away to begin anew`,
  );
}

/** Unlike a folder, a name may lead to another database by mistake. It may also be meant: then nothing is lost. */
async function warnOfNewDatabase(folder: string, { db }: Database): Promise<void> {
  if (!existsSync(masterKeyPath(folder)) || !(await isUnused(db))) return;
  printError(
    `boardgate: the database is empty, although the data folder ${folder} has been used before: Boardgate begins anew in it; if it should not, stop and check BOARDGATE_DATABASE_URL`,
  );
}

/** Whatever starts a server starts its database too, and that takes longer. */
async function openPatiently(config: Config, limitMs: number, report: Report): Promise<Database> {
  const giveUpAt = performance.now() + limitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    try {
      return await openDatabase(config, report);
    } catch (error) {
      const leftMs = giveUpAt - performance.now();
      if (!(error instanceof UnreachableError) || leftMs <= 0) throw error;
      if (pauseMs === FIRST_PAUSE_MS)
        printError(`boardgate: ${error.message}; trying again for ${Math.ceil(leftMs / 1000)} seconds`);
      await setTimeout(Math.min(pauseMs, leftMs));
    }
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
