import type { ConversionFailure, ImageSize } from '@boardgate/renderer';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../database/database.ts';
import { lockClaims } from '../../database/locks.ts';
import type { Schema } from '../../database/schema.ts';
import { listWaitingProjects, ProjectTurns } from './project-turns.ts';
import type { Task } from './task.ts';
import { encodePages, toRow, toTask } from './task-store.ts';

/** How long a worker without a sign of life keeps its tasks. */
export const LEASE_MS = 10_000;

export interface Lease {
  readonly uuid: string;
  readonly worker: string;
  /** By the clock of that worker. */
  readonly until: number;
}

export interface Progress {
  readonly pageCount: number | null;
  readonly pages: readonly (ImageSize | null)[];
  readonly bytes: number;
}

export interface Outcome extends Progress {
  readonly note: string | null;
  readonly files: readonly string[];
}

/**
 * How workers share tasks, in one process or many: a task belongs to the worker that claimed it as long as that renews its lease. Every
 * write checks that, so a worker that was taken for dead changes nothing.
 */
export class TaskLeases {
  readonly #database: Database;
  readonly #worker: string;
  readonly #now: () => number;
  readonly #projects = new ProjectTurns();

  constructor(database: Database, worker: string, now: () => number) {
    this.#database = database;
    this.#worker = worker;
    this.#now = now;
  }

  /** Takes the task whose turn it is, if any, of a project that `admits` accepts. */
  async claim(admits?: (projectId: string) => boolean): Promise<Task | undefined> {
    const { db, kind } = this.#database;
    // Outside the transaction, which takes SQLite's one write lock: mostly there is nothing.
    if (!(await this.#isAnyWaiting())) return undefined;
    return await db.transaction().execute(async (trx) => {
      await lockClaims(trx, kind);
      const projectId = this.#projects.next(await listWaitingProjects(trx), admits);
      if (projectId === undefined) return undefined;
      const next = await trx
        .selectFrom('tasks')
        .select('uuid')
        .where('status', '=', 'Waiting')
        .where('project_id', '=', projectId)
        .orderBy('priority', 'desc')
        .orderBy('created_at')
        .orderBy('uuid')
        .limit(1)
        .executeTakeFirst();
      return next && (await this.#take(trx, next.uuid));
    });
  }

  async #take(trx: Kysely<Schema>, uuid: string): Promise<Task | undefined> {
    const now = this.#now();
    const row = await trx
      .updateTable('tasks')
      .set({
        status: 'Converting',
        worker: this.#worker,
        lease_until: now + LEASE_MS,
        started_at: now,
        attempts: sql`attempts + 1`,
        page_count: null,
        pages: '[]',
        bytes: 0,
      })
      .where('uuid', '=', uuid)
      .where('status', '=', 'Waiting')
      .returningAll()
      .executeTakeFirst();
    return row && toTask(row);
  }

  /** Stores a new task as one that this worker has claimed. */
  async adopt(task: Task): Promise<Task> {
    const now = this.#now();
    const claimed: Task = { ...task, status: 'Converting', attempts: 1, startedAt: now };
    await this.#database.db
      .insertInto('tasks')
      .values({ ...toRow(claimed), worker: this.#worker, lease_until: now + LEASE_MS })
      .execute();
    return claimed;
  }

  async #isAnyWaiting(): Promise<boolean> {
    const { db } = this.#database;
    const row = await db
      .selectFrom('tasks')
      .select('uuid')
      .where('status', '=', 'Waiting')
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Tells whether the task is still the worker's. */
  async renew(uuid: string): Promise<boolean> {
    return await this.#update(this.#database.db, uuid, { lease_until: this.#now() + LEASE_MS });
  }

  async saveProgress(uuid: string, { pageCount, pages, bytes }: Progress): Promise<boolean> {
    const made = { page_count: pageCount, pages: encodePages(pages), bytes };
    return await this.#update(this.#database.db, uuid, made);
  }

  /** Within the transaction that also notes the webhook. Tells whether the task was still the worker's. */
  async finish(trx: Kysely<Schema>, uuid: string, outcome: Outcome): Promise<boolean> {
    return await this.#update(trx, uuid, {
      status: 'Finished',
      page_count: outcome.pageCount,
      pages: encodePages(outcome.pages),
      bytes: outcome.bytes,
      note: outcome.note,
      files: JSON.stringify(outcome.files),
      ...this.#ended(),
    });
  }

  async fail(trx: Kysely<Schema>, uuid: string, failure: ConversionFailure): Promise<boolean> {
    return await this.#update(trx, uuid, { ...toFailed(failure), ...this.#ended() });
  }

  /**
   * Puts a task back, and tells whether it was still the worker's.
   *
   * @param costsAttempt false for a worker that is stopping.
   */
  async release(uuid: string, costsAttempt: boolean): Promise<boolean> {
    const attempts = costsAttempt ? sql<number>`attempts` : sql<number>`attempts - 1`;
    return await this.#update(this.#database.db, uuid, { ...BEGUN_ANEW, attempts });
  }

  /** The leases of every worker. */
  async listHeld(): Promise<Lease[]> {
    const rows = await this.#database.db
      .selectFrom('tasks')
      .select(['uuid', 'worker', 'lease_until'])
      .where('status', '=', 'Converting')
      .execute();
    return rows.map(({ uuid, worker, lease_until: until }) => ({
      uuid,
      worker: worker ?? '',
      until: until ?? 0,
    }));
  }

  /** Takes a task from a dead worker, unless that has given a sign of life since. */
  async takeBack(trx: Kysely<Schema>, lease: Lease): Promise<boolean> {
    return await updateHeld(trx, lease, BEGUN_ANEW);
  }

  /** `takeBack` after the last attempt. */
  async failFor(trx: Kysely<Schema>, lease: Lease, failure: ConversionFailure): Promise<boolean> {
    return await updateHeld(trx, lease, { ...toFailed(failure), ...this.#ended() });
  }

  #ended() {
    return { worker: null, lease_until: null, ended_at: this.#now() };
  }

  async #update(db: Kysely<Schema>, uuid: string, values: Values): Promise<boolean> {
    return await updateHeld(db, { uuid, worker: this.#worker }, values);
  }
}

type Values = Partial<Record<keyof Schema['tasks'], unknown>>;

const BEGUN_ANEW = {
  status: 'Waiting',
  worker: null,
  lease_until: null,
  page_count: null,
  pages: '[]',
  bytes: 0,
} as const satisfies Values;

function toFailed({ code, message }: ConversionFailure) {
  return { status: 'Fail', pages: '[]', bytes: 0, error_code: code, error_message: message };
}

/** Tells whether the task was still that worker's, with an unchanged lease if `until` is given. */
async function updateHeld(
  db: Kysely<Schema>,
  { uuid, worker, until }: Pick<Lease, 'uuid' | 'worker'> & Partial<Lease>,
  values: Values,
): Promise<boolean> {
  let update = db
    .updateTable('tasks')
    .set(values as never)
    .where('uuid', '=', uuid)
    .where('status', '=', 'Converting')
    .where('worker', '=', worker);
  if (until !== undefined) update = update.where('lease_until', '=', until);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return numUpdatedRows === 1n;
}
