import type { Kysely } from 'kysely';

/** Adds console sessions and sign-in links. Only keyed digests of their secrets are stored. */
export async function addConsole(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('console_sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('admin_token', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('console_codes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('admin_token', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}
