import type { ConversionType, ImageSize, OutputFormat } from '@boardgate/renderer';
import { type Kysely, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { Priority, Task, TaskApi, TaskStatus } from './task.ts';

type TaskRow = Selectable<Schema['tasks']>;
type Values = Omit<Updateable<Schema['tasks']>, 'priority'> & { priority?: number | RawBuilder<number> };

export interface TaskFilter {
  readonly projectId?: string | undefined;
  /** Only tasks of these. */
  readonly projectIds?: readonly string[] | undefined;
  readonly statuses?: readonly TaskStatus[] | undefined;
}

export interface TaskCounts {
  readonly waiting: number;
  readonly pages: number;
  readonly bytes: number;
}

/** The tasks in the database, or in a transaction on it. What a worker does to its task is in `task-leases.ts`. */
export class TaskStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async create(task: Task): Promise<void> {
    await this.#db.insertInto('tasks').values(toRow(task)).execute();
  }

  async find(uuid: string): Promise<Task | undefined> {
    const row = await this.#db.selectFrom('tasks').selectAll().where('uuid', '=', uuid).executeTakeFirst();
    return row && toTask(row);
  }

  /** Of any task, if there is one. */
  async anyUuid(): Promise<string | undefined> {
    return (await this.#db.selectFrom('tasks').select('uuid').limit(1).executeTakeFirst())?.uuid;
  }

  /** Newest first: at most `limit`, after the task `after`. */
  async list({ projectId, projectIds, statuses }: TaskFilter, limit: number, after?: Task): Promise<Task[]> {
    let query = this.#db
      .selectFrom('tasks')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('uuid', 'desc')
      .limit(limit);
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    if (projectIds !== undefined) query = query.where('project_id', 'in', projectIds);
    if (statuses !== undefined) query = query.where('status', 'in', statuses);
    if (after !== undefined) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'uuid'), '<', tuple(after.createdAt, after.uuid)),
      );
    }
    return (await query.execute()).map(toTask);
  }

  /** The running tasks of a project, then the waiting ones in the order of their turns. */
  async listQueue(projectId: string, api: TaskApi): Promise<Pick<Task, 'uuid' | 'status'>[]> {
    const rows = await this.#db
      .selectFrom('tasks')
      .select(['uuid', 'status'])
      .where('project_id', '=', projectId)
      .where('api', '=', api)
      .where('status', 'in', ['Waiting', 'Converting'])
      .orderBy('status')
      .orderBy('priority', 'desc')
      .orderBy('created_at')
      .orderBy('uuid')
      .execute();
    return rows as Pick<Task, 'uuid' | 'status'>[];
  }

  async count(projectId: string): Promise<TaskCounts> {
    const row = await this.#db
      .selectFrom('tasks')
      .select(({ fn, eb }) => [
        fn.sum<number>(eb.case().when('status', '=', 'Waiting').then(1).else(0).end()).as('waiting'),
        fn.sum<number>('page_count').as('pages'),
        fn.sum<number>('bytes').as('bytes'),
      ])
      .where('project_id', '=', projectId)
      .where('status', 'not in', ['Fail', 'Abort'])
      .executeTakeFirst();
    // PostgreSQL gives sums as text, and null for no rows.
    return {
      waiting: Number(row?.waiting ?? 0),
      pages: Number(row?.pages ?? 0),
      bytes: Number(row?.bytes ?? 0),
    };
  }

  /** Tells whether the task had not ended. */
  async abort(uuid: string, at: number): Promise<boolean> {
    return await this.#update(uuid, ['Waiting', 'Converting'], {
      status: 'Abort',
      ended_at: at,
      worker: null,
      lease_until: null,
      pages: '[]',
      bytes: 0,
    });
  }

  /** Moves a task beyond those that were moved before it, and beyond 0, the priority of unmoved ones. Tells whether it was waiting. */
  async move(uuid: string, to: Priority): Promise<boolean> {
    const end =
      to === 'highest'
        ? sql<number>`case when max(other.priority) > 0 then max(other.priority) else 0 end + 1`
        : sql<number>`case when min(other.priority) < 0 then min(other.priority) else 0 end - 1`;
    return await this.#update(uuid, ['Waiting'], {
      priority: sql<number>`(
        select ${end} from tasks other
        where other.status = 'Waiting' and other.project_id = tasks.project_id)`,
    });
  }

  /** Tells whether the task had failed or been cancelled, and so waits again. */
  async restart(uuid: string, secret: string): Promise<boolean> {
    return await this.#update(uuid, ['Fail', 'Abort'], {
      status: 'Waiting',
      priority: 0,
      secret,
      attempts: 0,
      started_at: null,
      ended_at: null,
      page_count: null,
      pages: '[]',
      bytes: 0,
      note: null,
      files: '[]',
      error_code: null,
      error_message: null,
    });
  }

  async #update(uuid: string, from: readonly TaskStatus[], values: Values): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('tasks')
      .set(values)
      .where('uuid', '=', uuid)
      .where('status', 'in', from)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async listOlderThan(time: number, limit: number): Promise<Task[]> {
    const rows = await this.#db
      .selectFrom('tasks')
      .selectAll()
      .where('created_at', '<', time)
      .orderBy('created_at')
      .limit(limit)
      .execute();
    return rows.map(toTask);
  }

  async delete(uuids: readonly string[]): Promise<void> {
    if (uuids.length > 0) await this.#db.deleteFrom('tasks').where('uuid', 'in', uuids).execute();
  }
}

export function toTask(row: TaskRow): Task {
  return {
    uuid: row.uuid,
    api: row.api as TaskApi,
    projectId: row.project_id,
    resource: row.resource,
    type: row.type as ConversionType,
    scale: row.scale,
    outputFormat: row.output_format as OutputFormat,
    imageCompressionLevel: row.compression_level,
    preview: row.preview === 1,
    webhookUrl: row.webhook_url,
    webhookRetry: row.webhook_retry,
    status: row.status as TaskStatus,
    priority: row.priority,
    attempts: row.attempts,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    secret: row.secret,
    pageCount: row.page_count,
    pages: decodePages(row.pages),
    bytes: row.bytes,
    note: row.note,
    files: JSON.parse(row.files) as string[],
    errorCode: row.error_code,
    errorMessage: row.error_message,
  };
}

export function toRow(task: Task): TaskRow {
  return {
    uuid: task.uuid,
    api: task.api,
    project_id: task.projectId,
    resource: task.resource,
    type: task.type,
    scale: task.scale,
    output_format: task.outputFormat,
    compression_level: task.imageCompressionLevel,
    preview: task.preview ? 1 : 0,
    webhook_url: task.webhookUrl,
    webhook_retry: task.webhookRetry,
    status: task.status,
    priority: task.priority,
    attempts: task.attempts,
    worker: null,
    lease_until: null,
    created_at: task.createdAt,
    started_at: task.startedAt,
    ended_at: task.endedAt,
    secret: task.secret,
    page_count: task.pageCount,
    pages: encodePages(task.pages),
    bytes: task.bytes,
    note: task.note,
    files: JSON.stringify(task.files),
    error_code: task.errorCode,
    error_message: task.errorMessage,
  };
}

export function encodePages(pages: readonly (ImageSize | null)[]): string {
  return JSON.stringify(pages.map((page) => page && [page.width, page.height]));
}

function decodePages(stored: string): (ImageSize | null)[] {
  const sizes = JSON.parse(stored) as ([number, number] | null)[];
  return sizes.map((size) => size && { width: size[0], height: size[1] });
}
