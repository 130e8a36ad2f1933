import type { Kysely, Selectable } from 'kysely';
import { decodePolicy, encodePolicy } from '../access/policy.ts';
import { type Page, rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import type { Project } from './project.ts';

export interface ProjectFilter extends Page<Project> {
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
}

export class ProjectStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** @returns `false` if the name is taken. */
  async create(project: Project): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('projects')
      .values({
        id: project.id,
        team_uuid: project.teamUuid,
        name: project.name,
        created_at: project.createdAt,
        disabled_at: null,
        policy: encodePolicy(project.policy),
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async list({ limit, after, ids }: ProjectFilter): Promise<Project[]> {
    let query = this.#db.selectFrom('projects').selectAll().orderBy('created_at').orderBy('id');
    if (ids !== undefined) query = query.where('id', 'in', ids);
    if (after !== undefined) query = query.where(rowIs('>', { created_at: after.createdAt, id: after.id }));
    if (limit !== undefined) query = query.limit(limit);
    return (await query.execute()).map(toProject);
  }

  async find(by: { id: string } | { name: string }): Promise<Project | undefined> {
    const query = this.#db.selectFrom('projects').selectAll();
    const row = await ('id' in by
      ? query.where('id', '=', by.id)
      : query.where('name', '=', by.name)
    ).executeTakeFirst();
    return row && toProject(row);
  }

  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('projects')
      .select(['id', 'name'])
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async size(ids?: readonly string[]): Promise<number> {
    let all = this.#db.selectFrom('projects').select(({ fn }) => fn.countAll().as('size'));
    if (ids !== undefined) all = all.where('id', 'in', ids);
    return Number((await all.executeTakeFirstOrThrow()).size);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#db.selectFrom('projects').select('id').limit(1).executeTakeFirst()) === undefined;
  }

  async update({ id, name, policy }: Project, disabledAt: number | null): Promise<void> {
    await this.#db
      .updateTable('projects')
      .set({ name, policy: encodePolicy(policy), disabled_at: disabledAt })
      .where('id', '=', id)
      .execute();
  }

  /** Deletes a project and everything it owns, except its usage and its lines in the audit log. */
  async delete(id: string): Promise<void> {
    await this.#db.deleteFrom('tasks').where('project_id', '=', id).execute();
    await this.#db.deleteFrom('webhook_deliveries').where('project_id', '=', id).execute();
    await this.#db.deleteFrom('rooms').where('project_id', '=', id).execute();
    await this.#db.deleteFrom('access_keys').where('project_id', '=', id).execute();
    // Single tokens stay revoked: their key may come back.
    await this.#db
      .deleteFrom('revocations')
      .where('project_id', '=', id)
      .where('scope', '!=', 'token')
      .execute();
    await this.#db.deleteFrom('projects').where('id', '=', id).execute();
  }
}

function toProject(row: Selectable<Schema['projects']>): Project {
  return {
    id: row.id,
    teamUuid: row.team_uuid,
    name: row.name,
    createdAt: row.created_at,
    isDisabled: row.disabled_at !== null,
    policy: decodePolicy(row.policy),
  };
}
