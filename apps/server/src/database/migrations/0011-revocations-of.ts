import type { Kysely } from 'kysely';

/** For the lists of a key's and a project's revocations: a million single tokens may be revoked. */
export async function indexRevocations(db: Kysely<unknown>): Promise<void> {
  for (const column of ['access_key', 'project_id']) {
    await db.schema
      .createIndex(`revocations_${column}`)
      .on('revocations')
      .columns([column, 'created_at', 'id'])
      .execute();
  }
}
