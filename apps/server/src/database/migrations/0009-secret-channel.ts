import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

/**
 * Every role that may connect to a PostgreSQL may also notify any channel, and each notification that servers hear costs them a cache. So
 * the channel has a secret name, in a table that only roles with a right to it can read. The triggers run as the owner of the tables, so
 * that an operator's role needs no such right.
 */
export async function hideChannel(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  if (kind === 'sqlite') return;
  const name = `boardgate_${randomBytes(16).toString('hex')}`;
  await sql`insert into settings (name, value) values ('change-channel', ${name})`.execute(db);
  await announceFrom(
    db,
    'rows',
    `if (select count(*) from (select 1 from changed limit ${MAX_NAMED_ROWS + 1}) few) > ${MAX_NAMED_ROWS} then
      perform pg_notify(channel, tg_table_name);
    else
      perform pg_notify(channel, tg_table_name || ':' || (to_jsonb(changed) ->> tg_argv[0])) from changed;
    end if;`,
  );
  await announceFrom(db, 'table', 'perform pg_notify(channel, tg_table_name);');
  await announceFrom(db, 'abort', `perform pg_notify(channel, 'tasks:' || new.uuid);`);
  await announceFrom(db, 'waiting', `perform pg_notify(channel, 'waiting_tasks');`);
}

/** As in migration 2. */
const MAX_NAMED_ROWS = 100;

async function announceFrom(db: Kysely<unknown>, what: string, body: string): Promise<void> {
  await sql`
    create or replace function ${sql.raw(`boardgate_announce_${what}`)}() returns trigger
    language plpgsql security definer set search_path from current as $$
    declare
      channel text := (select value from settings where name = 'change-channel');
    begin
      ${sql.raw(body)}
      return null;
    end $$`.execute(db);
}
