import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

/**
 * Workers hear of every task that begins to wait. It is announced under a name of its own: caches listen for `tasks`, and
 * hold nothing that has changed. What told workers until now goes.
 */
export async function announceWaitingTasks(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  if (kind === 'sqlite') return await announceOnSqlite(db);
  await announceOnPostgres(db);
  // The tables of pg-boss, which earlier versions used.
  await sql`drop schema if exists boardgate_jobs cascade`.execute(db);
}

/** As in migration 2. */
const KEPT_CHANGES = 10_000;

async function announceOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const [name, event] of [
    ['insert', 'insert'],
    ['wait', 'update of status'],
  ] as const) {
    await sql`
      create trigger ${sql.raw(`changes_tasks_${name}`)} after ${sql.raw(event)} on tasks when new.status = 'Waiting'
      begin
        insert into changes (table_name, row_id) values ('waiting_tasks', new.uuid);
        delete from changes where seq <= last_insert_rowid() - ${sql.lit(KEPT_CHANGES)};
      end`.execute(db);
  }
}

async function announceOnPostgres(db: Kysely<unknown>): Promise<void> {
  // Without the uuid: PostgreSQL sends equal notifications of one transaction once.
  await sql`
    create function boardgate_announce_waiting() returns trigger language plpgsql as $$
    begin
      perform pg_notify('boardgate_changes', 'waiting_tasks');
      return null;
    end $$`.execute(db);
  await sql`
    create trigger boardgate_waiting after insert or update of status on tasks
    for each row when (new.status = 'Waiting') execute function boardgate_announce_waiting()`.execute(db);
}
