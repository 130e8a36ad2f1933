import { type Kysely, sql } from 'kysely';

/** The tables whose rows are cached, with the column that identifies a row. */
const WATCHED = {
  projects: 'id',
  access_keys: 'access_key',
  rooms: 'uuid',
  revocations: 'id',
} as const;

type Event = 'insert' | 'update' | 'delete';

/** New rows are not reported, since no cache can hold them; but a new revocation changes which tokens are refused. */
function eventsOf(table: string): Event[] {
  return table === 'revocations' ? ['insert', 'update', 'delete'] : ['update', 'delete'];
}

/** How many changes the log keeps. A process that lags further behind clears its caches. */
const KEPT_CHANGES = 10_000;

/** On SQLite, triggers write a log. Each process reads its new lines when `data_version` changes. */
export async function announceOnSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table changes (
      seq integer primary key autoincrement, table_name text not null, row_id text not null
    )`.execute(db);
  for (const [table, column] of Object.entries(WATCHED)) {
    for (const event of eventsOf(table)) {
      const row = sql.raw(event === 'insert' ? `new.${column}` : `old.${column}`);
      await sql`
        create trigger ${sql.raw(`changes_${table}_${event}`)} after ${sql.raw(event)} on ${sql.table(table)}
        begin
          insert into changes (table_name, row_id) values (${sql.lit(table)}, ${row});
          delete from changes where seq <= last_insert_rowid() - ${sql.lit(KEPT_CHANGES)};
        end`.execute(db);
    }
  }
}

/** If a statement changes more rows, the notification names the table only. */
const MAX_NAMED_ROWS = 100;

/** On PostgreSQL, triggers notify every server of the changed rows. */
export async function announceOnPostgres(db: Kysely<unknown>): Promise<void> {
  for (const table of ['projects', 'access_keys', 'rooms']) {
    await sql`drop trigger boardgate_change on ${sql.table(table)}`.execute(db);
  }
  await sql`drop function boardgate_announce_change()`.execute(db);
  await sql`
    create function boardgate_announce_rows() returns trigger language plpgsql as $$
    begin
      if (select count(*) from (select 1 from changed limit ${sql.lit(MAX_NAMED_ROWS + 1)}) few) > ${sql.lit(MAX_NAMED_ROWS)} then
        perform pg_notify('boardgate_changes', tg_table_name);
      else
        perform pg_notify('boardgate_changes', tg_table_name || ':' || (to_jsonb(changed) ->> tg_argv[0])) from changed;
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create function boardgate_announce_table() returns trigger language plpgsql as $$
    begin
      perform pg_notify('boardgate_changes', tg_table_name);
      return null;
    end $$`.execute(db);
  for (const [table, column] of Object.entries(WATCHED)) {
    for (const event of eventsOf(table)) {
      const image = sql.raw(event === 'insert' ? 'new table' : 'old table');
      await sql`
        create trigger ${sql.raw(`boardgate_${event}`)} after ${sql.raw(event)} on ${sql.table(table)}
        referencing ${image} as changed
        for each statement execute function boardgate_announce_rows(${sql.lit(column)})`.execute(db);
    }
    await sql`
      create trigger boardgate_truncate after truncate on ${sql.table(table)}
      for each statement execute function boardgate_announce_table()`.execute(db);
  }
}
