import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** An access key as it is stored: its secret key sealed. */
export interface StoredAccessKey {
  readonly accessKey: string;
  readonly sealedSecretKey: string;
  readonly createdAt: number;
  readonly isKeyDisabled: boolean;
  readonly isProjectDisabled: boolean;
  readonly projectId: string;
  readonly projectName: string;
  readonly teamUuid: string;
}

/** The access keys in the database. */
export class AccessKeyStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Stores a key. Tells whether it did: `false` where the access key exists, in whatever project. */
  async create(key: {
    accessKey: string;
    sealedSecretKey: string;
    projectId: string;
    createdAt: number;
  }): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('access_keys')
      .values({
        access_key: key.accessKey,
        project_id: key.projectId,
        secret_key: key.sealedSecretKey,
        created_at: key.createdAt,
        disabled_at: null,
      })
      .onConflict((conflict) => conflict.column('access_key').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async find(accessKey: string): Promise<StoredAccessKey | undefined> {
    return await this.#select()
      .where('access_keys.access_key', '=', accessKey)
      .executeTakeFirst()
      .then(orStored);
  }

  /** The keys of one project, or of all, oldest first. */
  async list(projectName?: string): Promise<StoredAccessKey[]> {
    let query = this.#select().orderBy('access_keys.created_at').orderBy('access_keys.access_key');
    if (projectName !== undefined) query = query.where('projects.name', '=', projectName);
    return (await query.execute()).map(toStored);
  }

  /** Disables a key, or enables it again. Tells whether there is one. */
  async setDisabled(accessKey: string, disabledAt: number | null): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('access_keys')
      .set({ disabled_at: disabledAt })
      .where('access_key', '=', accessKey)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Deletes a key for good. Tells whether there was one. */
  async delete(accessKey: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('access_keys')
      .where('access_key', '=', accessKey)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  #select() {
    return this.#db
      .selectFrom('access_keys')
      .innerJoin('projects', 'projects.id', 'access_keys.project_id')
      .select([
        'access_keys.access_key',
        'access_keys.secret_key',
        'access_keys.created_at',
        'access_keys.disabled_at',
        'projects.id as project_id',
        'projects.name as project_name',
        'projects.team_uuid',
        'projects.disabled_at as project_disabled_at',
      ]);
  }
}

interface Row {
  access_key: string;
  secret_key: string;
  created_at: number;
  disabled_at: number | null;
  project_id: string;
  project_name: string;
  team_uuid: string;
  project_disabled_at: number | null;
}

function toStored(row: Row): StoredAccessKey {
  return {
    accessKey: row.access_key,
    sealedSecretKey: row.secret_key,
    createdAt: row.created_at,
    isKeyDisabled: row.disabled_at !== null,
    isProjectDisabled: row.project_disabled_at !== null,
    projectId: row.project_id,
    projectName: row.project_name,
    teamUuid: row.team_uuid,
  };
}

function orStored(row: Row | undefined): StoredAccessKey | undefined {
  return row && toStored(row);
}
