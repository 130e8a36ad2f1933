import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { ResultStorage } from '../results/result-storage.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { ConversionFailure } from './failure.ts';
import { requestRemoval } from './file-removals.ts';
import type { Task } from './task.ts';
import type { Outcome, TaskLeases } from './task-leases.ts';
import { toTask } from './task-store.ts';
import { webhookBody } from './webhook-body.ts';

interface EndingUses {
  readonly config: Pick<Config, 'conversionAttempts'>;
  readonly database: Database;
  readonly results: ResultStorage;
  readonly webhooks: Pick<Webhooks, 'enqueue' | 'wake'>;
  readonly now: () => number;
}

/** Ends tasks: one transaction holds the state, the webhook that tells of it, and what is to be cleared away. */
export class TaskEndings {
  readonly #uses: EndingUses;
  readonly #leases: TaskLeases;

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
    return isOwn;
  }

  async fail(task: Task, failure: ConversionFailure): Promise<void> {
    const { database, webhooks } = this.#uses;
    await database.db.transaction().execute(async (trx) => {
      if (await this.#leases.fail(trx, task.uuid, failure)) await this.#tellFailure(trx, task, failure);
    });
    webhooks.wake();
  }

  /** Gives tasks whose worker has died another attempt, or fails them after their last. */
  async recover(): Promise<void> {
    const { config, database, webhooks, now } = this.#uses;
    const expired = await this.#findExpired();
    if (expired.length === 0) return;
    for (const task of expired) {
      const isLast = task.attempts >= config.conversionAttempts || !/^https?:/.test(task.resource);
      const failure = new ConversionFailure(
        'unknown',
        `the server stopped during the conversion, ${task.attempts} times: try again, or try a smaller document`,
      );
      await database.db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('tasks')
          .set({
            status: isLast ? 'Fail' : 'Waiting',
            worker: null,
            lease_until: null,
            pages: '[]',
            bytes: 0,
            ...(isLast && { ended_at: now(), error_code: failure.code, error_message: failure.message }),
          })
          .where('uuid', '=', task.uuid)
          .where('status', '=', 'Converting')
          .where('lease_until', '<', now())
          .executeTakeFirst();
        if (numUpdatedRows === 1n && isLast) await this.#tellFailure(trx, task, failure);
      });
    }
    webhooks.wake();
  }

  async #findExpired(): Promise<Task[]> {
    const rows = await this.#uses.database.db
      .selectFrom('tasks')
      .selectAll()
      .where('status', '=', 'Converting')
      .where('lease_until', '<', this.#uses.now())
      .execute();
    return rows.map(toTask);
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
