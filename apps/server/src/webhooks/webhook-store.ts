import type { Kysely, Selectable } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Delivery, DeliveryStatus, DeliveryWithBody } from './webhook-delivery.ts';

/** How long whoever claims a delivery has to send it and write how that went. An attempt takes a sixth of it at most. */
const LEASE_MS = 60_000;

/** Everything but the body. */
const COLUMNS = [
  'id',
  'task_uuid',
  'project_id',
  'url',
  'status',
  'attempts',
  'max_attempts',
  'due_at',
  'created_at',
  'attempted_at',
  'response_status',
  'error',
] as const;

type Row = Selectable<Schema['webhook_deliveries']>;

/** Which deliveries a list is about. */
export interface DeliveryFilter {
  readonly projectId?: string | undefined;
  readonly taskUuid?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
}

/** A delivery whose time has come, as it was seen. */
export interface DueDelivery {
  readonly id: string;
  readonly projectId: string;
  readonly url: string;
  readonly dueAt: number;
}

/** What an attempt or an operator makes of a delivery. */
export type DeliveryState = Pick<Delivery, 'status' | 'attempts' | 'dueAt' | 'responseStatus' | 'error'>;

/** The deliveries in the database, or in a transaction on it. */
export class WebhookStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async create(delivery: DeliveryWithBody): Promise<void> {
    await this.#db
      .insertInto('webhook_deliveries')
      .values({
        id: delivery.id,
        task_uuid: delivery.taskUuid,
        project_id: delivery.projectId,
        url: delivery.url,
        body: delivery.body,
        created_at: delivery.createdAt,
        max_attempts: delivery.maxAttempts,
        attempted_at: delivery.attemptedAt,
        ...toColumns(delivery),
      })
      .execute();
  }

  async find(id: string): Promise<DeliveryWithBody | undefined> {
    const row = await this.#db
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { ...toDelivery(row), body: row.body };
  }

  /** Newest first: at most `limit`, after the delivery `after`. */
  async list(
    { projectId, taskUuid, status }: DeliveryFilter,
    limit: number,
    after?: Delivery,
  ): Promise<Delivery[]> {
    let query = this.#db
      .selectFrom('webhook_deliveries')
      .select(COLUMNS)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    if (taskUuid !== undefined) query = query.where('task_uuid', '=', taskUuid);
    if (status !== undefined) query = query.where('status', '=', status);
    if (after !== undefined) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'id'), '<', tuple(after.createdAt, after.id)),
      );
    }
    return (await query.execute()).map(toDelivery);
  }

  /** Those whose time has come, longest due first: at most `limit`, after `last`. What is disabled sends nothing. */
  async listDue(now: number, limit: number, last?: DueDelivery): Promise<DueDelivery[]> {
    let query = this.#db
      .selectFrom('webhook_deliveries')
      .innerJoin('projects', 'projects.id', 'webhook_deliveries.project_id')
      .select(['webhook_deliveries.id', 'project_id as projectId', 'url', 'due_at as dueAt'])
      .where('status', '=', 'pending')
      .where('due_at', '<=', now)
      .where('projects.disabled_at', 'is', null)
      .orderBy('due_at')
      .orderBy('webhook_deliveries.id')
      .limit(limit)
      .$narrowType<{ dueAt: number }>();
    if (last !== undefined) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('due_at', 'webhook_deliveries.id'), '>', tuple(last.dueAt, last.id)),
      );
    }
    return await query.execute();
  }

  /**
   * Takes a delivery, so that no other server sends it. Whoever dies over it loses it when the lease is over: the delivery is due
   * again, and a receiver that had it gets it twice, under the same id.
   *
   * @returns what to send; `undefined` where another was quicker.
   */
  async claim({ id, dueAt }: DueDelivery, now: number): Promise<DeliveryWithBody | undefined> {
    const row = await this.#db
      .updateTable('webhook_deliveries')
      .set({ due_at: now + LEASE_MS, attempted_at: now })
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .where('due_at', '=', dueAt)
      .returningAll()
      .executeTakeFirst();
    return row && { ...toDelivery(row), body: row.body };
  }

  /** Writes what became of a claimed delivery. Tells whether it was still the caller's. */
  async settle({ id, dueAt }: Delivery, state: DeliveryState): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('webhook_deliveries')
      .set(toColumns(state))
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .where('due_at', '=', dueAt)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** Writes what an operator makes of a delivery, whatever it was. */
  async update(id: string, state: DeliveryState): Promise<void> {
    await this.#db.updateTable('webhook_deliveries').set(toColumns(state)).where('id', '=', id).execute();
  }

  /** Deletes at most `limit` of those made before a time. Tells how many there were. */
  async deleteBefore(time: number, limit: number): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('webhook_deliveries')
      .where('id', 'in', (old) =>
        old.selectFrom('webhook_deliveries').select('id').where('created_at', '<', time).limit(limit),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}

function toColumns({ status, attempts, dueAt, responseStatus, error }: DeliveryState) {
  return { status, attempts, due_at: dueAt, response_status: responseStatus, error };
}

function toDelivery(row: Omit<Row, 'body'>): Delivery {
  return {
    id: row.id,
    taskUuid: row.task_uuid,
    projectId: row.project_id,
    url: row.url,
    status: row.status as DeliveryStatus,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    dueAt: row.due_at,
    createdAt: row.created_at,
    attemptedAt: row.attempted_at,
    responseStatus: row.response_status,
    error: row.error,
  };
}
