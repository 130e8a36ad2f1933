import { type CompiledQuery, type InferResult, type Kysely, sql } from 'kysely';
import { decodePolicy, type Policy } from '../access/policy.ts';
import { type Page, rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';

export interface StoredAccessKey {
  readonly accessKey: string;
  readonly sealedSecretKey: string;
  readonly name: string | null;
  readonly createdAt: number;
  readonly isImported: boolean;
  readonly isKeyDisabled: boolean;
  /** `null` = never. */
  readonly expiresAt: number | null;
  readonly isProjectDisabled: boolean;
  readonly projectId: string;
  readonly projectName: string;
  readonly teamUuid: string;
  readonly policy: Policy | null;
  /** Tokens issued before this time are refused, by a revocation of the key or of its project; `null` = none. */
  readonly revokedBefore: number | null;
}

/** How a key has been used; written once a second. */
export interface KeyActivity {
  /** `null` = never. */
  readonly lastUsedAt: number | null;
  readonly tokensIssued: number;
}

/** Keys of all projects, some or one. */
export interface KeyFilter<After> extends Page<After> {
  readonly projectId?: string | undefined;
  readonly projectIds?: readonly string[] | undefined;
}

export class AccessKeyStore {
  readonly #db: Kysely<Schema>;
  /** Compiled once: it runs for every key that is not cached. */
  readonly #findQuery: CompiledQuery<Row>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
    this.#findQuery = selectKeys(db).where('access_keys.access_key', '=', '').compile();
  }

  /** @returns `false` if the access key exists, in any project. */
  async create(key: {
    accessKey: string;
    sealedSecretKey: string;
    projectId: string;
    name: string | null;
    createdAt: number;
    expiresAt: number | null;
    isImported: boolean;
  }): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('access_keys')
      .values({
        access_key: key.accessKey,
        project_id: key.projectId,
        secret_key: key.sealedSecretKey,
        name: key.name,
        created_at: key.createdAt,
        disabled_at: null,
        expires_at: key.expiresAt,
        is_imported: key.isImported ? 1 : 0,
      })
      .onConflict((conflict) => conflict.column('access_key').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async find(accessKey: string): Promise<StoredAccessKey | undefined> {
    const { rows } = await this.#db.executeQuery<Row>({ ...this.#findQuery, parameters: [accessKey] });
    return rows[0] && toStored(rows[0]);
  }

  async list({
    projectId,
    projectIds,
    limit,
    after,
  }: KeyFilter<StoredAccessKey>): Promise<(StoredAccessKey & KeyActivity)[]> {
    let query = selectKeys(this.#db)
      .leftJoin('key_activity', 'key_activity.access_key', 'access_keys.access_key')
      .select(['key_activity.last_used_at', 'key_activity.tokens_issued'])
      .orderBy('access_keys.created_at')
      .orderBy('access_keys.access_key');
    if (projectId !== undefined) query = query.where('access_keys.project_id', '=', projectId);
    if (projectIds !== undefined) query = query.where('access_keys.project_id', 'in', projectIds);
    if (limit !== undefined) query = query.limit(limit);
    if (after !== undefined) {
      const place = { 'access_keys.created_at': after.createdAt, 'access_keys.access_key': after.accessKey };
      query = query.where(rowIs('>', place));
    }
    return (await query.execute()).map((row) => ({
      ...toStored(row),
      lastUsedAt: row.last_used_at,
      tokensIssued: row.tokens_issued ?? 0,
    }));
  }

  async activityOf(accessKey: string): Promise<KeyActivity> {
    const row = await this.#db
      .selectFrom('key_activity')
      .selectAll()
      .where('access_key', '=', accessKey)
      .executeTakeFirst();
    return { lastUsedAt: row?.last_used_at ?? null, tokensIssued: row?.tokens_issued ?? 0 };
  }

  async update(
    accessKey: string,
    changes: { name: string | null; disabledAt: number | null; expiresAt: number | null },
  ): Promise<void> {
    await this.#db
      .updateTable('access_keys')
      .set({ name: changes.name, disabled_at: changes.disabledAt, expires_at: changes.expiresAt })
      .where('access_key', '=', accessKey)
      .execute();
  }

  /** Deletes a key and the revocation of its tokens. Its usage stays. */
  async delete(accessKey: string): Promise<void> {
    await this.#db.deleteFrom('revocations').where('id', '=', `key:${accessKey}`).execute();
    await this.#db.deleteFrom('access_keys').where('access_key', '=', accessKey).execute();
  }
}

function selectKeys(db: Kysely<Schema>) {
  return db
    .selectFrom('access_keys')
    .innerJoin('projects', 'projects.id', 'access_keys.project_id')
    .leftJoin('revocations as of_key', (join) =>
      join.on('of_key.id', '=', sql<string>`'key:' || access_keys.access_key`),
    )
    .leftJoin('revocations as of_project', (join) =>
      join.on('of_project.id', '=', sql<string>`'project:' || access_keys.project_id`),
    )
    .select([
      'access_keys.access_key as accessKey',
      'access_keys.secret_key as sealedSecretKey',
      'access_keys.name',
      'access_keys.created_at as createdAt',
      'access_keys.disabled_at as disabledAt',
      'access_keys.expires_at as expiresAt',
      'access_keys.is_imported as imported',
      'projects.id as projectId',
      'projects.name as projectName',
      'projects.team_uuid as teamUuid',
      'projects.policy as encodedPolicy',
      'projects.disabled_at as projectDisabledAt',
      'of_key.issued_before as keyRevokedBefore',
      'of_project.issued_before as projectRevokedBefore',
    ]);
}

type Row = InferResult<ReturnType<typeof selectKeys>>[number];

function toStored({
  disabledAt,
  imported,
  encodedPolicy,
  projectDisabledAt,
  keyRevokedBefore,
  projectRevokedBefore,
  ...key
}: Row): StoredAccessKey {
  const rules = [keyRevokedBefore, projectRevokedBefore].filter((time) => time !== null);
  return {
    ...key,
    isImported: imported === 1,
    isKeyDisabled: disabledAt !== null,
    isProjectDisabled: projectDisabledAt !== null,
    policy: decodePolicy(encodedPolicy),
    revokedBefore: rules.length === 0 ? null : Math.max(...rules),
  };
}
