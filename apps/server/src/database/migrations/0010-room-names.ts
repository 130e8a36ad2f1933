import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

/** Indexes for the queries of `rooms/name-index.ts`, which find a room by any part of its name, not only by its beginning. */
export async function indexRoomNames(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await sql`drop index rooms_name`.execute(db);
  await (kind === 'sqlite' ? indexOnSqlite(db) : indexOnPostgres(db));
}

/**
 * FTS5's index of trigrams finds nothing for one or two characters, which are whole words in Chinese. So a mark stands between the
 * characters of a name: one character between two marks is a trigram too. Of a project the first trigram tells it from nearly all others,
 * and costs a twelfth. `number` joins both tables: a rowid changes when the file is rewritten.
 */
async function indexOnSqlite(db: Kysely<unknown>): Promise<void> {
  // Its new rule leaves out the number, which no cache holds.
  await sql`drop trigger changes_rooms_update`.execute(db);
  await sql`alter table rooms add column number integer`.execute(db);
  await sql`update rooms set number = rowid`.execute(db);
  await sql`create unique index rooms_number on rooms (number)`.execute(db);
  await sql`
    create virtual table room_names using fts5 (
      project, name, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
    )`.execute(db);
  const marked = (room: string) => `
    char(2) || (
      select group_concat(substr(coalesce(${room}.folded_name, lower(${room}.name)), value, 1) || char(2), '')
      from json_each('[${Array.from({ length: INDEXED_CHARACTERS }, (_, at) => at + 1)}]')
      where value <= length(coalesce(${room}.folded_name, lower(${room}.name)))
    )`;
  await sql`
    insert into room_names (rowid, project, name)
    select number, substr(project_id, 1, 3), ${sql.raw(marked('rooms'))} from rooms order by number`.execute(
    db,
  );
  await sql`
    create trigger rooms_named after insert on rooms
    begin
      insert into room_names (rowid, project, name)
        select coalesce(max(number), 0) + 1, substr(new.project_id, 1, 3), ${sql.raw(marked('new'))} from rooms;
      update rooms set number = (select coalesce(max(number), 0) + 1 from rooms) where uuid = new.uuid;
    end`.execute(db);
  await sql`
    create trigger rooms_unnamed after delete on rooms
    begin
      delete from room_names where rowid = old.number;
    end`.execute(db);
  await sql`
    create trigger changes_rooms_update after update on rooms when new.number is old.number
    begin
      insert into changes (table_name, row_id) values ('rooms', old.uuid);
      delete from changes where seq <= last_insert_rowid() - ${sql.lit(KEPT_CHANGES)};
    end`.execute(db);
}

/**
 * The parts of up to three characters, each once, and the project. The index of an array needs no extension, unlike one of trigrams, and
 * also finds one or two characters.
 */
async function indexOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function boardgate_name_parts(name text, project text) returns text[]
    language sql immutable parallel safe as $$
      select coalesce(array_agg(distinct substr(name, at, size)), '{}') || ('=' || project)
      from generate_series(1, length(name)) at, generate_series(1, 3) size
      where at + size - 1 <= length(name)
    $$`.execute(db);
  await sql`
    create index rooms_name_parts on rooms using gin (boardgate_name_parts(
      substr(coalesce(folded_name, lower(name collate "C")), 1, ${sql.lit(INDEXED_CHARACTERS)}), project_id
    ))`.execute(db);
}

/** As `MAX_SEARCH_LENGTH`. */
const INDEXED_CHARACTERS = 64;

/** As in migration 2. */
const KEPT_CHANGES = 10_000;
