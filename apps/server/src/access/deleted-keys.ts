import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** What is remembered of a deleted key. */
export interface DeletedKey {
  readonly deletedAt: number;
  /** Tokens issued before this time were refused; `null` = none. */
  readonly revokedBefore: number | null;
}

/**
 * Keys that were deleted. A pair that leaked and was deleted must not come back because an environment variable still holds it: without its
 * revocations, tokens that were refused would be accepted again.
 */
export class DeletedKeys {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Call it before the keys and their revocations are deleted. */
  async remember(which: { accessKey: string } | { projectId: string }, deletedAt: number): Promise<void> {
    const [ofKey, ofProject] = [
      sql.ref<number | null>('of_key.issued_before'),
      sql.ref('of_project.issued_before'),
    ];
    const later = sql<
      number | null
    >`case when ${ofKey} is null or ${ofKey} < ${ofProject} then ${ofProject} else ${ofKey} end`;
    const keys = this.#db
      .selectFrom('access_keys')
      .leftJoin('revocations as of_key', (join) =>
        join.on('of_key.id', '=', sql<string>`'key:' || access_keys.access_key`),
      )
      .leftJoin('revocations as of_project', (join) =>
        join.on('of_project.id', '=', sql<string>`'project:' || access_keys.project_id`),
      )
      .select(['access_keys.access_key', sql.lit(deletedAt).as('deleted_at'), later.as('revoked_before')])
      .where(
        'accessKey' in which ? 'access_keys.access_key' : 'access_keys.project_id',
        '=',
        'accessKey' in which ? which.accessKey : which.projectId,
      );
    await this.#db
      .insertInto('deleted_keys')
      .columns(['access_key', 'deleted_at', 'revoked_before'])
      .expression(keys)
      .onConflict((conflict) =>
        conflict.column('access_key').doUpdateSet(({ ref }) => ({
          deleted_at: ref('excluded.deleted_at'),
          revoked_before: ref('excluded.revoked_before'),
        })),
      )
      .execute();
  }

  async find(accessKey: string): Promise<DeletedKey | undefined> {
    return await this.#db
      .selectFrom('deleted_keys')
      .select(['deleted_at as deletedAt', 'revoked_before as revokedBefore'])
      .where('access_key', '=', accessKey)
      .executeTakeFirst();
  }

  /** After the key is stored again: what was revoked stays revoked. */
  async bringBack(
    accessKey: string,
    projectId: string,
    { revokedBefore }: DeletedKey,
    now: number,
  ): Promise<void> {
    await this.#db.deleteFrom('deleted_keys').where('access_key', '=', accessKey).execute();
    if (revokedBefore === null) return;
    await this.#db
      .insertInto('revocations')
      .values({
        id: `key:${accessKey}`,
        scope: 'key',
        project_id: projectId,
        access_key: accessKey,
        nonce: null,
        issued_before: revokedBefore,
        expires_at: null,
        reason: 'as before the key was deleted',
        created_at: now,
      })
      .execute();
  }
}
