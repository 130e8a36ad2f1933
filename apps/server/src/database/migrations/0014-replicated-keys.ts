import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

/** What regions may share, with the column that identifies a row. */
const SHARED = { projects: 'id', access_keys: 'access_key', revocations: 'id' } as const;

/**
 * Keys may come from another region by logical replication, which fires no trigger of a statement, and no ordinary trigger at all. These
 * fire for nothing else: they tell the servers here what the servers there have changed.
 */
export async function announceReplicated(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  if (kind === 'sqlite') return;
  await sql`
    create function boardgate_announce_replicated() returns trigger
    language plpgsql security definer set search_path from current as $$
    declare
      channel text := (select value from settings where name = 'change-channel');
      changed jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    begin
      perform pg_notify(channel, tg_table_name || ':' || (changed ->> tg_argv[0]));
      return null;
    end $$`.execute(db);
  for (const [table, column] of Object.entries(SHARED)) {
    await sql`
      create trigger boardgate_replicated after insert or update or delete on ${sql.table(table)}
      for each row execute function boardgate_announce_replicated(${sql.lit(column)})`.execute(db);
    await sql`alter table ${sql.table(table)} enable replica trigger boardgate_replicated`.execute(db);
  }
}
