import type { Kysely, Selectable } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Project } from './project.ts';

/** The projects in the database. */
export class ProjectStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Stores a project. Tells whether it did: `false` where its name is taken. */
  async create(project: Project): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('projects')
      .values({
        id: project.id,
        team_uuid: project.teamUuid,
        name: project.name,
        created_at: project.createdAt,
        disabled_at: null,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** Every project, oldest first. */
  async list(): Promise<Project[]> {
    const rows = await this.#db
      .selectFrom('projects')
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(toProject);
  }

  async findByName(name: string): Promise<Project | undefined> {
    const row = await this.#db.selectFrom('projects').selectAll().where('name', '=', name).executeTakeFirst();
    return row && toProject(row);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#db.selectFrom('projects').select('id').limit(1).executeTakeFirst()) === undefined;
  }

  /** Disables a project, or enables it again. Tells whether there is one of that name. */
  async setDisabled(name: string, disabledAt: number | null): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('projects')
      .set({ disabled_at: disabledAt })
      .where('name', '=', name)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

export function toProject(row: Selectable<Schema['projects']>): Project {
  return {
    id: row.id,
    teamUuid: row.team_uuid,
    name: row.name,
    createdAt: row.created_at,
    isDisabled: row.disabled_at !== null,
  };
}
