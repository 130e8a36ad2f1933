import { randomUUID } from 'node:crypto';
import type { ConversionOrder } from '@boardgate/renderer';
import { createUuidV1 } from '@boardgate/token';
import type { Kysely, Transaction } from 'kysely';
import type { AccessKey } from '../../access/access-key.ts';
import { type Also, nothingElse } from '../../access/idempotency.ts';
import type { Policy } from '../../access/policy.ts';
import { type Actor, audited } from '../../audit/audit.ts';
import { ApiError } from '../../base/errors.ts';
import { randomText, shownUrl } from '../../base/text.ts';
import type { Database } from '../../database/database.ts';
import { EvenWork } from '../../database/even-work.ts';
import { lockNewTasks } from '../../database/locks.ts';
import { RowCache, rowsOf } from '../../database/row-cache.ts';
import type { Schema } from '../../database/schema.ts';
import { loadProject } from '../../projects/projects.ts';
import { checkQuota } from './check-quota.ts';
import { requestRemoval } from './file-removals.ts';
import { isEnded, isTaskUuid, type Priority, priorityName, type Task, type TaskApi } from './task.ts';
import { type TaskFilter, TaskStore } from './task-store.ts';
import { isUpload, keepUpload } from './uploads.ts';

/** 192 bits: nobody guesses the links to a task's files. */
const SECRET_LENGTH = 32;
const MAX_KNOWN_TASKS = 10_000;
/** Neither a UUID v4 nor a v1. */
const NOBODYS_TASK = '0'.repeat(32);

export type TaskRequest = ConversionOrder & Pick<Task, 'resource' | 'webhookUrl' | 'webhookRetry'>;

/** What clients and operators do to conversion tasks. Converting is the worker's. */
export class Tasks {
  readonly #database: Database;
  readonly #store: TaskStore;
  readonly #owners: RowCache<{ readonly projectId: string }>;
  readonly #evenWork: EvenWork;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#store = new TaskStore(database.db);
    const options = { maxEntries: MAX_KNOWN_TASKS, concernOf: rowsOf('tasks') };
    this.#owners = new RowCache(database.changes, options);
    this.#now = now;
    this.#evenWork = new EvenWork({
      read: (uuid) => this.#store.find(uuid),
      anyId: () => this.#store.anyUuid(),
      nobodys: NOBODYS_TASK,
    });
  }

  /** @throws {ApiError} `tasks-exceeded` where the project has no room for it. */
  async start(
    api: TaskApi,
    { projectId, policy }: Pick<AccessKey, 'projectId' | 'policy'>,
    request: TaskRequest,
    also: Also<Task> = nothingElse,
  ): Promise<Task> {
    const task = this.newTask(api, projectId, request);
    await this.#database.db.transaction().execute(async (trx) => {
      await this.#enqueue(trx, task, policy);
      await also(trx, task);
    });
    this.#database.changes.announce('waiting_tasks', task.uuid);
    return task;
  }

  /** @throws {ApiError} where there is no such project; `tasks-exceeded`. */
  async startAsOperator(
    projectId: string,
    request: TaskRequest,
    actor: Actor,
    also: Also<Task> = nothingElse,
  ): Promise<Task> {
    const task = this.newTask('projector', projectId, request);
    await audited(this.#database, actor, task.createdAt, async (trx, record) => {
      const { policy } = await loadProject(trx, { id: projectId });
      await this.#enqueue(trx, task, policy);
      const after = { resource: shownUrl(task.resource), type: task.type };
      await record({ action: 'task.create', subject: task.uuid, projectId, before: null, after });
      await also(trx, task);
    });
    this.#database.changes.announce('waiting_tasks', task.uuid);
    return task;
  }

  async #enqueue(trx: Transaction<Schema>, task: Task, policy: Policy | null): Promise<void> {
    await lockNewTasks(trx, this.#database.kind, task.projectId);
    const store = new TaskStore(trx);
    checkQuota(await store.count(task.projectId), policy);
    await keepUpload(trx, task.resource, this.#now());
    await store.create(task);
  }

  /** A task that is not stored yet. */
  newTask(api: TaskApi, projectId: string, request: TaskRequest): Task {
    const createdAt = this.#now();
    const uuid = api === 'projector' ? randomUUID() : createUuidV1(createdAt);
    return {
      ...request,
      uuid: uuid.replaceAll('-', ''),
      api,
      projectId,
      status: 'Waiting',
      priority: 0,
      attempts: 0,
      createdAt,
      startedAt: null,
      endedAt: null,
      secret: randomText(SECRET_LENGTH),
      pageCount: null,
      pages: [],
      bytes: 0,
      note: null,
      files: [],
      errorCode: null,
      errorMessage: null,
    };
  }

  /** A task of any project. */
  async find(uuid: string): Promise<Task | undefined> {
    return isTaskUuid(uuid) ? await this.#store.find(uuid) : undefined;
  }

  /**
   * A task of the project, started through that API.
   *
   * @throws {ApiError} `task-not-found` where there is none, or it is another's: nobody learns which;
   * `task-uuid-malformed`.
   */
  async get(uuid: string, projectId: string, api: TaskApi): Promise<Task> {
    checkTaskUuid(uuid);
    const task = await this.#store.find(uuid);
    if (task !== undefined && task.projectId === projectId && task.api === api) return task;
    return await this.#refuse(task);
  }

  /**
   * A task of any project.
   *
   * @throws {ApiError} `task-not-found`; `task-uuid-malformed`.
   */
  async getAny(uuid: string): Promise<Task> {
    return await this.#getAny(uuid);
  }

  /** A project's waiting and running tasks: its limits bound their number. */
  async listQueue(projectId: string, api: TaskApi): Promise<Pick<Task, 'uuid' | 'status'>[]> {
    return await this.#store.listQueue(projectId, api);
  }

  /** For operators: newest first, after the task whose uuid is `after`. */
  async list(filter: TaskFilter, limit: number, after?: string): Promise<Task[]> {
    return await this.#store.list(filter, limit, after === undefined ? undefined : await this.#getAny(after));
  }

  /**
   * Ends the task's worker at once, wherever it runs. Tells whether the task had not ended.
   *
   * @throws {ApiError} `task-not-found`.
   */
  async cancel(uuid: string, projectId: string, api: TaskApi): Promise<boolean> {
    const task = await this.get(uuid, projectId, api);
    return await this.#database.db
      .transaction()
      .execute((trx) => this.#abort(trx, task))
      .then(this.#announce(uuid));
  }

  /** @throws {ApiError} `task-not-found`. */
  async cancelAsOperator(uuid: string, actor: Actor): Promise<boolean> {
    const task = await this.#getAny(uuid);
    return await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const isAborted = await this.#abort(trx, task);
      if (isAborted) await record(lineOf('task.cancel', task, 'Abort'));
      return isAborted;
    }).then(this.#announce(uuid));
  }

  async #abort(trx: Kysely<Schema>, task: Task): Promise<boolean> {
    const store = new TaskStore(trx);
    const isAborted = await store.abort(task.uuid, this.#now());
    if (isAborted) await requestRemoval(trx, [task], this.#now());
    return isAborted;
  }

  #announce(uuid: string) {
    return (isChanged: boolean): boolean => {
      if (isChanged) this.#database.changes.announce('tasks', uuid);
      return isChanged;
    };
  }

  /**
   * Tells whether the task was waiting, and so moved; `false` if it has ended.
   *
   * @throws {ApiError} `task-not-found`; `task-running`.
   */
  async prioritise(uuid: string, projectId: string, api: TaskApi, priority: Priority): Promise<boolean> {
    await this.get(uuid, projectId, api);
    if (await this.#store.move(uuid, priority)) return true;
    if (isEnded((await this.get(uuid, projectId, api)).status)) return false;
    throw ApiError.of('task-running');
  }

  /** @throws {ApiError} `task-not-found`; `task-running`. */
  async prioritiseAsOperator(uuid: string, priority: Priority, actor: Actor): Promise<boolean> {
    return await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new TaskStore(trx);
      const task = await this.#getAny(uuid, store);
      if (isEnded(task.status)) return false;
      if (!(await store.move(uuid, priority))) throw ApiError.of('task-running');
      await record({
        action: 'task.prioritise',
        subject: uuid,
        projectId: task.projectId,
        before: { priority: priorityName(task.priority) },
        after: { priority },
      });
      return true;
    });
  }

  /** @throws {ApiError} `task-not-found`; `task-not-retriable`. */
  async retry(uuid: string, actor: Actor): Promise<Task> {
    const task = await this.#getAny(uuid);
    const retried = await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new TaskStore(trx);
      const isFetchable = /^https?:/.test(task.resource) || isUpload(task.resource);
      // A new secret: the first attempt's files may be about to be removed.
      if (!isFetchable || !(await store.restart(uuid, randomText(SECRET_LENGTH)))) {
        throw ApiError.of('task-not-retriable', uuid, isFetchable ? task.status : 'of a local file');
      }
      await record(lineOf('task.retry', task, 'Waiting'));
      return (await store.find(uuid)) ?? task;
    });
    this.#database.changes.announce('waiting_tasks', uuid);
    return retried;
  }

  async #getAny(uuid: string, store = this.#store): Promise<Task> {
    checkTaskUuid(uuid);
    const task = await store.find(uuid);
    if (task === undefined) throw ApiError.of('task-not-found');
    return task;
  }

  /**
   * Checks that a task is the project's, from memory where it is known.
   *
   * @throws {ApiError} `task-not-found`.
   */
  checkExists(uuid: string, projectId: string): void | Promise<void> {
    checkTaskUuid(uuid);
    // Another project's is looked up like one that does not exist: the time must not tell them apart.
    if (this.#owners.get(uuid)?.projectId !== projectId) return this.#loadOwner(uuid, projectId);
  }

  async #loadOwner(uuid: string, projectId: string): Promise<void> {
    const version = this.#owners.version();
    const task = await this.#store.find(uuid);
    if (task?.projectId !== projectId) return await this.#refuse(task);
    this.#owners.set(uuid, { projectId }, version);
  }

  async #refuse(task: Task | undefined): Promise<never> {
    await this.#evenWork.after(task !== undefined);
    throw ApiError.of('task-not-found');
  }

  async projectNameOf(task: Task): Promise<string> {
    return (await loadProject(this.#database.db, { id: task.projectId })).name;
  }
}

function checkTaskUuid(uuid: string): void {
  if (!isTaskUuid(uuid)) throw ApiError.of('task-uuid-malformed');
}

function lineOf(action: 'task.cancel' | 'task.retry', task: Task, status: Task['status']) {
  return {
    action,
    subject: task.uuid,
    projectId: task.projectId,
    before: { status: task.status },
    after: { status },
  };
}
