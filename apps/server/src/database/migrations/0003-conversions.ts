import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

export async function addConversions(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema.alterTable('projects').addColumn('webhook_secret', 'text').execute();
  await createTasks(db);
  await createDeliveries(db);
  await (kind === 'postgres' ? announceOnPostgres(db) : announceOnSqlite(db));
}

async function createTasks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tasks')
    .addColumn('uuid', 'text', (column) => column.primaryKey())
    .addColumn('api', 'text', (column) => column.notNull())
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('resource', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('scale', 'double precision', (column) => column.notNull())
    .addColumn('output_format', 'text', (column) => column.notNull())
    .addColumn('compression_level', 'integer', (column) => column.notNull())
    .addColumn('preview', 'integer', (column) => column.notNull())
    .addColumn('webhook_url', 'text')
    .addColumn('webhook_retry', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('worker', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('page_count', 'integer')
    .addColumn('pages', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('files', 'text', (column) => column.notNull())
    .addColumn('error_code', 'integer')
    .addColumn('error_message', 'text')
    .execute();
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on('tasks').columns(columns).execute();
  await index('tasks_queue', ['status', 'priority', 'created_at']);
  await index('tasks_project', ['project_id', 'created_at', 'uuid']);
  await index('tasks_age', ['created_at', 'uuid']);

  // Files of deleted tasks: the row is written in the same transaction, and the files are removed later, even after a crash.
  await db.schema
    .createTable('file_removals')
    .addColumn('prefix', 'text', (column) => column.primaryKey())
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('task_uuid', 'text', (column) => column.notNull())
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('max_attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('attempted_at', 'bigint')
    .addColumn('response_status', 'integer')
    .addColumn('error', 'text')
    .execute();
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on('webhook_deliveries').columns(columns).execute();
  await index('webhook_deliveries_due', ['due_at']);
  await index('webhook_deliveries_task', ['task_uuid']);
  await index('webhook_deliveries_age', ['created_at', 'id']);
  await index('webhook_deliveries_project', ['project_id', 'created_at', 'id']);
}

/** As in migration 2. */
const KEPT_CHANGES = 10_000;

/** Every server must hear that a task was deleted or cancelled; progress concerns nobody. */
async function announceOnSqlite(db: Kysely<unknown>): Promise<void> {
  const triggers = {
    update: "update of status on tasks when new.status = 'Abort'",
    delete: 'delete on tasks',
  };
  for (const [event, on] of Object.entries(triggers)) {
    await sql`
      create trigger ${sql.raw(`changes_tasks_${event}`)} after ${sql.raw(on)}
      begin
        insert into changes (table_name, row_id) values ('tasks', old.uuid);
        delete from changes where seq <= last_insert_rowid() - ${sql.lit(KEPT_CHANGES)};
      end`.execute(db);
  }
}

async function announceOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger boardgate_delete after delete on tasks
    referencing old table as changed
    for each statement execute function boardgate_announce_rows('uuid')`.execute(db);
  await sql`
    create function boardgate_announce_abort() returns trigger language plpgsql as $$
    begin
      perform pg_notify('boardgate_changes', 'tasks:' || new.uuid);
      return null;
    end $$`.execute(db);
  await sql`
    create trigger boardgate_abort after update of status on tasks
    for each row when (new.status = 'Abort') execute function boardgate_announce_abort()`.execute(db);
  await sql`
    create trigger boardgate_truncate after truncate on tasks
    for each statement execute function boardgate_announce_table()`.execute(db);
}
