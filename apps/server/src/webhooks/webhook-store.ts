import type { Kysely } from 'kysely';
import { rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import type { Delivery, DeliveryStatus, DeliveryWithBody } from './webhook-delivery.ts';

/** An attempt takes a sixth of it at most. */
const LEASE_MS = 60_000;

const COLUMNS = [
  'id',
  'task_uuid as taskUuid',
  'project_id as projectId',
  'url',
  'status',
  'attempts',
  'max_attempts as maxAttempts',
  'due_at as dueAt',
  'created_at as createdAt',
  'attempted_at as attemptedAt',
  'response_status as responseStatus',
  'error',
] as const;

export interface DeliveryFilter {
  readonly projectId?: string | undefined;
  /** Only those of these projects. */
  readonly projectIds?: readonly string[] | undefined;
  readonly taskUuid?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
}

export type DueDelivery = Pick<Delivery, 'id' | 'projectId' | 'url'> & { readonly dueAt: number };

export type DeliveryState = Pick<Delivery, 'status' | 'attempts' | 'dueAt' | 'responseStatus' | 'error'>;

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
    return await this.#db
      .selectFrom('webhook_deliveries')
      .select([...COLUMNS, 'body'])
      .where('id', '=', id)
      .$narrowType<{ status: DeliveryStatus }>()
      .executeTakeFirst();
  }

  /** Lists at most `limit`, newest first, after the delivery `after`. */
  async list(
    { projectId, projectIds, taskUuid, status }: DeliveryFilter,
    limit: number,
    after?: Delivery,
  ): Promise<Delivery[]> {
    let query = this.#db
      .selectFrom('webhook_deliveries')
      .select(COLUMNS)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .$narrowType<{ status: DeliveryStatus }>();
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    if (projectIds !== undefined) query = query.where('project_id', 'in', projectIds);
    if (taskUuid !== undefined) query = query.where('task_uuid', '=', taskUuid);
    if (status !== undefined) query = query.where('status', '=', status);
    if (after !== undefined) query = query.where(rowIs('<', { created_at: after.createdAt, id: after.id }));
    return await query.execute();
  }

  /** The projects that have due ones, the longest due first. Disabled projects send nothing. */
  async listDueProjects(now: number, limit: number): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('webhook_deliveries')
      .innerJoin('projects', 'projects.id', 'webhook_deliveries.project_id')
      .select('project_id as projectId')
      .where('status', '=', 'pending')
      .where('due_at', '<=', now)
      .where('projects.disabled_at', 'is', null)
      .groupBy('project_id')
      .orderBy((order) => order.fn.min('due_at'))
      .limit(limit)
      .execute();
    return rows.map(({ projectId }) => projectId);
  }

  /** Lists at most `limit` due ones of a project, longest due first, after `last`. */
  async listDue(projectId: string, now: number, limit: number, last?: DueDelivery): Promise<DueDelivery[]> {
    let query = this.#db
      .selectFrom('webhook_deliveries')
      .select(['id', 'project_id as projectId', 'url', 'due_at as dueAt'])
      .where('project_id', '=', projectId)
      .where('status', '=', 'pending')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .$narrowType<{ dueAt: number }>();
    if (last !== undefined) query = query.where(rowIs('>', { due_at: last.dueAt, id: last.id }));
    return await query.execute();
  }

  /**
   * If this server dies, the delivery is due again when the lease expires, and a receiver may get it twice.
   *
   * @returns `undefined` if another server claimed it first.
   */
  async claim({ id, dueAt }: DueDelivery, now: number): Promise<DeliveryWithBody | undefined> {
    return await this.#db
      .updateTable('webhook_deliveries')
      .set({ due_at: now + LEASE_MS, attempted_at: now })
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .where('due_at', '=', dueAt)
      .returning([...COLUMNS, 'body'])
      .$narrowType<{ status: DeliveryStatus }>()
      .executeTakeFirst();
  }

  /** Records the result of a claimed delivery. Returns false if the claim had expired. */
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

  async update(id: string, state: DeliveryState): Promise<void> {
    await this.#db.updateTable('webhook_deliveries').set(toColumns(state)).where('id', '=', id).execute();
  }

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
