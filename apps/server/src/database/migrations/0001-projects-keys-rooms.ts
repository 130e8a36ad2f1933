import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

export async function createProjectsKeysRooms(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('projects')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_uuid', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('disabled_at', 'bigint')
    .execute();

  await db.schema
    .createTable('access_keys')
    .addColumn('access_key', 'text', (column) => column.primaryKey())
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('secret_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('disabled_at', 'bigint')
    .execute();
  await db.schema.createIndex('access_keys_project').on('access_keys').column('project_id').execute();

  await db.schema
    .createTable('rooms')
    .addColumn('uuid', 'text', (column) => column.primaryKey())
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('is_record', 'integer', (column) => column.notNull())
    .addColumn('is_ban', 'integer', (column) => column.notNull())
    .addColumn('writer_limit', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  // Listing goes oldest first within a project.
  await db.schema
    .createIndex('rooms_project_age')
    .on('rooms')
    .columns(['project_id', 'created_at', 'uuid'])
    .execute();

  if (kind === 'postgres') await announceChanges(db);
}

/**
 * Tells every server of a change, whoever makes it: another server, the command, an operator's own SQL. New rows are
 * not announced: nobody can have cached them.
 */
async function announceChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function boardgate_announce_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('boardgate_changes', tg_table_name);
      return null;
    end $$`.execute(db);
  for (const table of ['projects', 'access_keys', 'rooms']) {
    await sql`
      create trigger boardgate_change after update or delete or truncate on ${sql.table(table)}
      for each statement execute function boardgate_announce_change()`.execute(db);
  }
}
