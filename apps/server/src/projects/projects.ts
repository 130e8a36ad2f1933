import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { DeletedKeys } from '../access/deleted-keys.ts';
import type { Policy } from '../access/policy.ts';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { nextTurn } from '../base/next-turn.ts';
import { checkStorable, foldText, isStorable, randomText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import type { Page } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import { MAX_PROJECT_NAME_LENGTH, type Project } from './project.ts';
import { countProjects, type ProjectCounts } from './project-counts.ts';
import { ProjectStore } from './project-store.ts';

/** The first start creates this project and imports the configured pair of keys into it. */
export const DEFAULT_PROJECT = 'default';

/** Read at once while a search goes through all projects. */
const BATCH = 500;

export interface ProjectSearch extends Page<string> {
  /** Part of a name, or an id. */
  readonly search?: string | undefined;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
}

/** Absent = unchanged. */
export interface ProjectChanges {
  readonly name?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly policy?: Policy | null | undefined;
}

/** Queues the removal of the files of a project's conversions, in the caller's transaction. */
export type RequestFileRemoval = (trx: Kysely<Schema>, projectId: string, at: number) => Promise<void>;

export class Projects {
  readonly #database: Database;
  readonly #store: ProjectStore;
  readonly #requestFileRemoval: RequestFileRemoval;
  readonly #now: () => number;

  constructor(database: Database, requestFileRemoval: RequestFileRemoval, now: () => number) {
    this.#database = database;
    this.#store = new ProjectStore(database.db);
    this.#requestFileRemoval = requestFileRemoval;
    this.#now = now;
  }

  /** @throws {ApiError} if the name is taken or not valid. */
  async create(name: string, actor: Actor, policy: Policy | null = null): Promise<Project> {
    checkStorable('name', name, MAX_PROJECT_NAME_LENGTH);
    const project: Project = {
      id: randomText(14),
      teamUuid: randomText(22),
      name,
      createdAt: this.#now(),
      isDisabled: false,
      policy,
    };
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      if (!(await new ProjectStore(trx).create(project))) throw ApiError.of('project-exists', name);
      const { id } = project;
      await record({ action: 'project.create', subject: id, projectId: id, after: snapshot(project) });
    });
    return project;
  }

  async ensure(name: string, actor: Actor): Promise<Project> {
    try {
      return (await this.#store.find({ name })) ?? (await this.create(name, actor));
    } catch (error) {
      // Another server created it meanwhile.
      if (error instanceof ApiError && error.code === 'project-exists') return await this.get({ name });
      throw error;
    }
  }

  /**
   * Oldest first, after the one whose id is `after`: all, or those that a search finds.
   *
   * @throws {ApiError} if there is no project `after`.
   */
  async list({ limit, after, search, ids }: ProjectSearch = {}): Promise<Project[]> {
    const last = after === undefined ? undefined : await this.get({ id: after });
    if (search === undefined) return await this.#store.list({ limit, after: last, ids });
    const isFound = searcher(search);
    const found: Project[] = [];
    for await (const batch of this.#batches(ids, last)) {
      found.push(...batch.filter(isFound));
      if (limit !== undefined && found.length >= limit) break;
    }
    return found.slice(0, limit);
  }

  /** How many projects there are, or a search finds. */
  async size({ search, ids }: Pick<ProjectSearch, 'search' | 'ids'> = {}): Promise<number> {
    if (search === undefined) return await this.#store.size(ids);
    const isFound = searcher(search);
    let size = 0;
    for await (const batch of this.#batches(ids)) size += batch.filter(isFound).length;
    return size;
  }

  /** The databases fold ASCII only, so names are compared here, some hundred at a time. */
  async *#batches(ids: readonly string[] | undefined, after?: Project): AsyncGenerator<readonly Project[]> {
    for (let last = after; ; ) {
      const batch = await this.#store.list({ limit: BATCH, after: last, ids });
      yield batch;
      if (batch.length < BATCH) return;
      last = batch.at(-1);
      await nextTurn();
    }
  }

  count(projects: readonly Project[]): Promise<ReadonlyMap<string, ProjectCounts>> {
    return countProjects(
      this.#database.db,
      projects.map(({ id }) => id),
      this.#now(),
    );
  }

  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#store.namesOf([...new Set(ids)]);
  }

  isEmpty(): Promise<boolean> {
    return this.#store.isEmpty();
  }

  /** @throws {ApiError} if there is none. */
  get(by: { id: string } | { name: string }): Promise<Project> {
    return loadProject(this.#database.db, by);
  }

  /** @throws {ApiError} if there is none, or the new name is taken or not valid. */
  async update(id: string, changes: ProjectChanges, actor: Actor): Promise<Project> {
    const updated = await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const before = await loadProject(trx, { id });
      const { name = before.name, isDisabled = before.isDisabled, policy = before.policy } = changes;
      const after: Project = { ...before, name, isDisabled, policy };
      const snapshots = { before: snapshot(before), after: snapshot(after) };
      if (isDeepStrictEqual(snapshots.before, snapshots.after)) return before;
      if (name !== before.name) await checkNameIsFree(trx, name);
      await new ProjectStore(trx).update(after, isDisabled ? this.#now() : null);
      await record({ action: 'project.update', subject: id, projectId: id, ...snapshots });
      return after;
    });
    this.#database.changes.announce('projects', id);
    return updated;
  }

  /**
   * Deletes a project with its keys, rooms, conversion tasks, their files, and revocations. Running conversions stop.
   *
   * @throws {ApiError} if there is none, or it is enabled.
   */
  async delete(id: string, actor: Actor): Promise<void> {
    // A million rooms take longer than any request of `/v5` may.
    const { kind, forLongWork: db } = this.#database;
    await audited({ kind, db }, actor, this.#now(), async (trx, record) => {
      const before = await loadProject(trx, { id });
      if (!before.isDisabled) throw ApiError.of('project-enabled', before.name);
      await this.#requestFileRemoval(trx, id, this.#now());
      await new DeletedKeys(trx).remember({ projectId: id }, this.#now());
      await new ProjectStore(trx).delete(id);
      await record({ action: 'project.delete', subject: id, projectId: id, before: snapshot(before) });
    });
    this.#database.changes.announce('projects', id);
  }
}

/** @throws {ApiError} if there is none. */
export async function loadProject(
  db: Kysely<Schema>,
  by: { id: string } | { name: string },
): Promise<Project> {
  const isFindable = isStorable('id' in by ? by.id : by.name);
  const project = isFindable ? await new ProjectStore(db).find(by) : undefined;
  if (project === undefined)
    throw ApiError.of('project-not-found', 'id' in by ? by.id : `named ${JSON.stringify(by.name)}`);
  return project;
}

async function checkNameIsFree(db: Kysely<Schema>, name: string): Promise<void> {
  checkStorable('name', name, MAX_PROJECT_NAME_LENGTH);
  if ((await new ProjectStore(db).find({ name })) !== undefined) throw ApiError.of('project-exists', name);
}

/** Whether a project has the id, or the text in its name. */
function searcher(search: string): (project: Project) => boolean {
  const text = foldText(search);
  return ({ id, name }) => id === search || foldText(name).includes(text);
}

function snapshot({ name, isDisabled, policy }: Project): object {
  return { name, disabled: isDisabled, policy };
}
