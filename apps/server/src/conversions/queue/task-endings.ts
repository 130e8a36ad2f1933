import { ConversionFailure } from '@boardgate/renderer';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../database/database.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import type { Webhooks } from '../../webhooks/webhooks.ts';
import type { NoteEnding } from './conversion-metrics.ts';
import { requestRemoval } from './file-removals.ts';
import { LeaseWatch } from './lease-watch.ts';
import { filesPrefix, type Task } from './task.ts';
import type { Lease, Outcome, TaskLeases } from './task-leases.ts';
import { TaskStore } from './task-store.ts';
import { webhookBody } from './webhook-body.ts';

export interface EndingUses {
  readonly config: Config;
  readonly database: Database;
  readonly results: ResultStorage;
  readonly webhooks: Pick<Webhooks, 'enqueue' | 'wake'>;
  /** Told of every conversion that ends here. */
  readonly noteEnding: NoteEnding;
  readonly log: FastifyBaseLogger;
  readonly now: () => number;
}

/** Ends tasks: one transaction holds the state, its webhook, and the removal of its files. */
export class TaskEndings {
  readonly #uses: EndingUses;
  readonly #leases: TaskLeases;
  readonly #watch = new LeaseWatch();

  constructor(uses: EndingUses, leases: TaskLeases) {
    this.#uses = uses;
    this.#leases = leases;
  }

  /** Tells whether the task was still the worker's. */
  async finish(task: Task, outcome: Outcome): Promise<boolean> {
    const { database, webhooks } = this.#uses;
    const isOwn = await database.db.transaction().execute(async (trx) => {
      if (!(await this.#leases.finish(trx, task.uuid, outcome))) return false;
      await this.#tell(trx, { ...task, ...outcome, status: 'Finished' }, undefined);
      return true;
    });
    webhooks.wake();
    if (!isOwn) await this.clearAway(task);
    return isOwn;
  }

  /** `finish` for a task that cannot be converted. */
  async fail(task: Task, failure: ConversionFailure): Promise<boolean> {
    const { database, webhooks } = this.#uses;
    if (!(await this.#leases.renew(task.uuid))) {
      await this.clearAway(task);
      return false;
    }
    // First, so that nobody who hears of the end finds them.
    await this.#removeFiles(task);
    const isOwn = await database.db.transaction().execute(async (trx) => {
      if (!(await this.#leases.fail(trx, task.uuid, failure))) return false;
      await this.#tellFailure(trx, task, failure);
      return true;
    });
    webhooks.wake();
    return isOwn;
  }

  /** For a server that stops. The files stay: the next attempt overwrites them. */
  async giveBack(task: Task): Promise<void> {
    if (!(await this.#leases.release(task.uuid, false))) await this.clearAway(task);
  }

  /** For an attempt that failed through nobody's fault. */
  async tryAgain(task: Task): Promise<void> {
    if (!(await this.#leases.release(task.uuid, true))) await this.clearAway(task);
  }

  /** Whether a task has no attempt left, or its document is a file that only the command that began it has. */
  isLastAttempt(task: Task): boolean {
    return (
      task.attempts >= this.#uses.config.conversionAttempts || !/^(?:https?|upload):/.test(task.resource)
    );
  }

  /**
   * Removes the files of a task that is no longer the worker's, unless another worker uses the same names, or it ended here and the
   * acknowledgement was lost. Tells whether they were nobody's.
   */
  async clearAway(task: Task): Promise<boolean> {
    const found = await new TaskStore(this.#uses.database.db).find(task.uuid);
    // A retried task has another secret, and with it other names.
    const isInUse = found?.secret === task.secret && found.status !== 'Abort' && found.status !== 'Fail';
    if (!isInUse) await this.#removeFiles(task);
    return !isInUse;
  }

  /** The removal is also noted with the task's end: what fails here is tried again. */
  async #removeFiles(task: Task): Promise<void> {
    const { results, log } = this.#uses;
    await results.deleteAll(filesPrefix(task)).catch((err: unknown) => {
      log.warn({ err, task: task.uuid }, 'files of a conversion could not be removed: it is tried again');
    });
  }

  /** Gives tasks of dead workers another attempt, or fails them after their last. To be called every few seconds. */
  async recover(): Promise<void> {
    const { database, webhooks, now } = this.#uses;
    const dead = this.#watch.findDead(await this.#leases.listHeld(), now());
    for (const lease of dead) {
      const task = await new TaskStore(database.db).find(lease.uuid);
      if (task !== undefined) await this.#recover(task, lease);
    }
    if (dead.length > 0) webhooks.wake();
  }

  async #recover(task: Task, lease: Lease): Promise<void> {
    const { database, noteEnding } = this.#uses;
    const isLast = this.isLastAttempt(task);
    const times = task.attempts === 1 ? 'once' : `${task.attempts} times`;
    const failure = new ConversionFailure(
      'unknown',
      `the server stopped during the conversion, ${times}: try again, or try a smaller document`,
    );
    const isFailed = await database.db.transaction().execute(async (trx) => {
      if (!isLast) await this.#leases.takeBack(trx, lease);
      else if (await this.#leases.failFor(trx, lease, failure)) {
        await this.#tellFailure(trx, task, failure);
        return true;
      }
      return false;
    });
    if (isFailed) noteEnding({ result: 'failed', reason: failure.reason });
  }

  async #tellFailure(trx: Database['db'], task: Task, failure: ConversionFailure): Promise<void> {
    await requestRemoval(trx, [task], this.#uses.now());
    await this.#tell(trx, { ...task, status: 'Fail', pages: [], files: [], note: null }, failure);
  }

  async #tell(trx: Database['db'], task: Task, failure: ConversionFailure | undefined): Promise<void> {
    const { webhooks, results, now } = this.#uses;
    if (task.webhookUrl === null) return;
    await webhooks.enqueue(trx, {
      taskUuid: task.uuid,
      projectId: task.projectId,
      url: task.webhookUrl,
      retries: task.webhookRetry,
      body: webhookBody(task, failure, results, now()),
    });
  }
}
