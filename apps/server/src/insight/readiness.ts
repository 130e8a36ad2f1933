import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { ApiError } from '../base/errors.ts';
import type { Config } from '../config/config.ts';
import { findDamage } from '../database/check-file.ts';
import type { Database } from '../database/database.ts';
import { MIGRATIONS } from '../database/migrations/index.ts';
import { sqlitePath } from '../database/sqlite.ts';
import { MASTER_KEY_SETTING, readKeyId } from '../secrets/key-settings.ts';
import type { Vault } from '../secrets/vault.ts';

/** How often what changes slowly is looked at. */
export const LOOK_MS = 10_000;
const ANSWER_LIMIT_MS = 1000;
/** How often a change is tried while the database takes none. */
const PROBE_MS = 1000;
/** A feed that heals itself is younger. */
const FEED_LIMIT_MS = 2000;
/** Tokens expire by the clock; the vendor's clients allow for little more. */
const CLOCK_WARNING_MS = 5000;
const CLOCK_LIMIT_MS = 300_000;
const DAMAGE_LIMIT_MS = 60_000;
const DISK_WARNING_BYTES = 268_435_456;
/** SQLite needs some of it for each change; one change that still fits says nothing about the next. */
const DISK_LIMIT_BYTES = 1_048_576;

export const CHECK_NAMES = [
  'database',
  'writable',
  'change-feed',
  'pool',
  'disk',
  'clock',
  'master-key',
  'migrations',
] as const;

/** What can be found wrong. `warning` = the server serves, but somebody should look. */
const PROBLEMS = {
  unanswered: ['failed', () => 'the database does not answer'],
  'read-only': ['failed', () => 'the database takes no changes: it is read-only, like a standby'],
  'disk-full': ['failed', () => 'the database takes no changes: its disk is full'],
  'disk-failing': ['failed', () => 'the database takes no changes: its disk fails'],
  replaced: [
    'failed',
    () => 'the database takes no changes: its file was deleted or replaced while the server ran',
  ],
  'log-grows': [
    'warning',
    (count: number) =>
      `the database’s write-ahead log has ${count} MiB: somebody has been reading the database for long`,
  ],
  damaged: ['warning', () => 'the database file is damaged: stop the server and restore a backup'],
  unheard: ['warning', () => 'changes by other servers are not heard: nothing is remembered meanwhile'],
  waiting: ['warning', (count: number) => `requests wait for a connection to the database: ${count}`],
  'little-room': ['warning', (count: number) => `the disk of the data folder has ${count} MiB left`],
  'clock-differs': ['warning', (count: number) => `the clock is ${count} seconds off that of the database`],
  'clock-wrong': ['failed', (count: number) => `the clock is ${count} seconds off that of the database`],
  'other-master-key': ['failed', () => 'the database has been begun anew with another master key'],
  'newer-migrations': ['warning', () => 'a newer version has migrated the database: upgrade this server'],
} as const satisfies Record<string, readonly ['warning' | 'failed', (count: number) => string]>;

export type Problem = keyof typeof PROBLEMS;
export const PROBLEM_NAMES = Object.keys(PROBLEMS) as Problem[];

/** One thing that the server needs. */
export interface Check {
  readonly name: (typeof CHECK_NAMES)[number];
  readonly status: 'ok' | 'warning' | 'failed';
  readonly problem: Problem | null;
  /** Seconds, MiB or requests, where the problem has a number. */
  readonly count: number | null;
  /** Of the problem. */
  readonly message: string | null;
}

type Finding = Omit<Check, 'name'>;

const OK: Finding = { status: 'ok', problem: null, count: null, message: null };

function wrong(problem: Problem, count: number | null = null): Finding {
  const [status, describe] = PROBLEMS[problem];
  return { status, problem, count, message: describe(count ?? 0) };
}

interface ReadinessUses {
  readonly config: Pick<Config, 'dataDir' | 'databasePoolSize'>;
  readonly database: Database;
  readonly vault: Vault;
  readonly now: () => number;
}

/** Whether this server can serve. An answer costs no place in the queue of those who wait for a connection. */
export class Readiness {
  readonly #uses: ReadinessUses;
  /** What `look` has found. */
  readonly #slow: Record<'disk' | 'clock' | 'master-key' | 'migrations', Finding> = {
    disk: OK,
    clock: OK,
    'master-key': OK,
    migrations: OK,
  };
  #isDamaged = false;
  #probe: { readonly at: number; readonly done: Promise<void> } | undefined;

  constructor(uses: ReadinessUses) {
    this.#uses = uses;
  }

  /**
   * Looks for damage in the file, as long as that takes no longer than a minute.
   *
   * @throws {Error} if there is damage, for the log.
   */
  async lookForDamage(): Promise<void> {
    const { config, database } = this.#uses;
    if (database.kind !== 'sqlite') return;
    const damage = await findDamage(sqlitePath(resolve(config.dataDir)), 'quick', DAMAGE_LIMIT_MS);
    this.#isDamaged = damage !== undefined && damage.length > 0;
    if (this.#isDamaged) throw new Error(`the database file is damaged: ${damage?.join('; ')}`);
  }

  /** Looks at what changes slowly. To be repeated every `LOOK_MS`. */
  async look(): Promise<void> {
    const { database, vault } = this.#uses;
    await database.log?.look();
    this.#slow.disk = await this.#findDisk();
    this.#slow.clock = await this.#findClock();
    const keyId = await readKeyId(database.db);
    this.#slow['master-key'] = keyId !== undefined && vault.knows(keyId) ? OK : wrong('other-master-key');
    this.#slow.migrations = await this.#findMigrations();
  }

  async check(): Promise<readonly Check[]> {
    const { database, config } = this.#uses;
    const [answers, writable] = await Promise.all([this.#findAnswers(), this.#findWritable()]);
    const ageMs = database.changes.ageMs();
    const waiting = database.waits.waiting;
    const found: Record<Check['name'], Finding> = {
      database: answers,
      writable,
      'change-feed': ageMs < FEED_LIMIT_MS ? OK : wrong('unheard'),
      pool: waiting < config.databasePoolSize ? OK : wrong('waiting', waiting),
      ...this.#slow,
    };
    return CHECK_NAMES.map((name) => ({ name, ...found[name] }));
  }

  async #findAnswers(): Promise<Finding> {
    const { database } = this.#uses;
    // The feed has a connection of its own, on which PostgreSQL has just answered.
    if (database.kind === 'postgres' && database.changes.ageMs() < ANSWER_LIMIT_MS) return OK;
    if (!(await isDoneInTime(database.ping()))) return wrong('unanswered');
    return this.#isDamaged ? wrong('damaged') : OK;
  }

  async #findWritable(): Promise<Finding> {
    const { writes, kind } = this.#uses.database;
    if (kind === 'sqlite' && (await this.#freeBytes()) < DISK_LIMIT_BYTES) return wrong('disk-full');
    if (writes.refusal !== undefined) await isDoneInTime(this.#tryToWrite());
    if (writes.refusal !== undefined) return wrong(writes.refusal);
    const { log } = this.#uses.database;
    return log?.isTooLarge ? wrong('log-grows', Math.floor(log.bytes / 1_048_576)) : OK;
  }

  /** Changes nothing, and yet has to be written. */
  #tryToWrite(): Promise<void> {
    const { db } = this.#uses.database;
    const at = performance.now();
    if (this.#probe === undefined || at - this.#probe.at >= PROBE_MS) {
      const done = db
        .updateTable('settings')
        .set(({ ref }) => ({ value: ref('value') }))
        .where('name', '=', MASTER_KEY_SETTING)
        .execute()
        .then(() => {});
      this.#probe = { at, done };
    }
    return this.#probe.done;
  }

  async #findDisk(): Promise<Finding> {
    const free = await this.#freeBytes();
    return free >= DISK_WARNING_BYTES ? OK : wrong('little-room', Math.floor(free / 1_048_576));
  }

  /** A folder that is gone has no disk to be full. */
  async #freeBytes(): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(resolve(this.#uses.config.dataDir));
      return bavail * bsize;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  }

  async #findClock(): Promise<Finding> {
    const { database, now } = this.#uses;
    // SQLite has no clock of its own.
    if (database.kind === 'sqlite') return OK;
    const { rows } = await sql<{ at: number }>`
      select (extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(database.db);
    const offMs = Math.abs(now() - (rows[0]?.at ?? now()));
    if (offMs < CLOCK_WARNING_MS) return OK;
    return wrong(offMs < CLOCK_LIMIT_MS ? 'clock-differs' : 'clock-wrong', Math.round(offMs / 1000));
  }

  async #findMigrations(): Promise<Finding> {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(
      this.#uses.database.db,
    );
    return rows.every(({ name }) => Object.hasOwn(MIGRATIONS, name)) ? OK : wrong('newer-migrations');
  }
}

/** The refusal that a failed check means; `undefined` = the server is ready. */
export function refusalOf(checks: readonly Check[]): ApiError | undefined {
  const failures = checks.filter(({ status }) => status === 'failed');
  if (failures.some(({ problem }) => problem === 'unanswered')) return ApiError.of('database-unreachable');
  if (failures.some(({ name }) => name === 'writable')) return ApiError.of('cannot-store');
  const [first] = failures;
  return first && ApiError.of('not-ready', String(first.message));
}

async function isDoneInTime(work: Promise<unknown>): Promise<boolean> {
  const timeout = new AbortController();
  const late = setTimeout(ANSWER_LIMIT_MS, false, { signal: timeout.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } catch {
    return false;
  } finally {
    timeout.abort();
  }
}
