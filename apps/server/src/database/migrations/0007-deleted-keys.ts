import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

/** Remembers deleted keys, so that none comes back unnoticed, and lets SQLite's audit log replace no line. */
export async function rememberDeletedKeys(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('deleted_keys')
    .addColumn('access_key', 'text', (column) => column.primaryKey())
    .addColumn('deleted_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_before', 'bigint')
    .execute();
  if (kind !== 'sqlite') return;
  // `insert or replace` fires no trigger of a deletion.
  await sql`
    create trigger audit_no_replace before insert on audit
    when exists (select 1 from audit where id = new.id)
    begin select raise(abort, 'the audit log is append-only'); end`.execute(db);
}
