import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database-kind.ts';

export async function addActivityNodesSearch(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('activity')
    .addColumn('span', 'text', (column) => column.notNull())
    .addColumn('began_at', 'bigint', (column) => column.notNull())
    .addColumn('measure', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('activity_key', ['span', 'began_at', 'measure', 'name'])
    .execute();

  await db.schema
    .createTable('nodes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema.alterTable('rooms').addColumn('folded_name', 'text').execute();
  await foldNames(db);
  await indexRooms(db, kind);
}

const ROWS_A_STATEMENT = 1000;

/** Stores a folded name only where the databases' own `lower`, which knows ASCII only, is not enough. */
async function foldNames(db: Kysely<unknown>): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ uuid: string; name: string }>`
      select uuid, name from rooms where uuid > ${after} and octet_length(name) <> length(name)
      order by uuid limit ${sql.lit(ROWS_A_STATEMENT)}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    const folded = rows.flatMap(({ uuid, name }) => {
      const text = foldedIfUnlike(name);
      return text === null ? [] : [sql`(${uuid}, ${text})`];
    });
    if (folded.length > 0) {
      await sql`
        with folded (uuid, name) as (values ${sql.join(folded)})
        update rooms set folded_name = folded.name from folded where rooms.uuid = folded.uuid`.execute(db);
    }
    after = last.uuid;
  }
}

/** Indexes for the queries of `rooms/room-search.ts`: by the start of the name, and newest first, banned rooms separately. */
async function indexRooms(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  // A PostgreSQL index cannot hold a name of 2048 characters. Its order must be that of bytes, as on SQLite.
  const beginning =
    kind === 'postgres'
      ? 'substr(coalesce(folded_name, lower(name collate "C")), 1, 64) collate "C"'
      : 'substr(coalesce(folded_name, lower(name)), 1, 64)';
  await sql`create index rooms_name on rooms ((${sql.raw(beginning)}))`.execute(db);
  // PostgreSQL can search for the start of a uuid only in the order of bytes.
  if (kind === 'postgres') await sql`create index rooms_uuid on rooms (uuid collate "C")`.execute(db);
  await sql`create index rooms_age on rooms (created_at, uuid)`.execute(db);
  await sql`create index rooms_banned on rooms (created_at, uuid) where is_ban = 1`.execute(db);
  await sql`create index rooms_project_banned on rooms (project_id, created_at, uuid) where is_ban = 1`.execute(
    db,
  );
}

/** A copy of the function in `rooms/room-name.ts`: the living code may change, a released migration may not. */
function foldedIfUnlike(name: string): string | null {
  const folded = cut(name.normalize('NFC').toLowerCase().normalize('NFC').replaceAll('ς', 'σ'));
  return folded === cut(name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())) ? null : folded;
}

function cut(text: string): string {
  return [...text].slice(0, 64).join('');
}
