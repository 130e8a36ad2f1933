import type { Kysely } from 'kysely';

/** Who is signed in to the console, and the links that sign in once. Of neither's secret is there more than a keyed digest. */
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
