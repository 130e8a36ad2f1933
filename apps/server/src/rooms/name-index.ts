import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { DatabaseKind } from '../database/database-kind.ts';
import type { Schema } from '../database/schema.ts';

/** On SQLite a query holds up all others, so it takes no more matches than this, the newest. */
const MAX_MATCHES = 20_000;

/** How far a clock may have been set back between two rooms, in milliseconds. */
const CLOCK_STEP_MS = 60_000;

/** What the indexes of migration 10 know of the names of rooms. */
export class NameIndex {
  readonly #db: Kysely<Schema>;
  readonly #kind: DatabaseKind;

  constructor(db: Kysely<Schema>, kind: DatabaseKind) {
    this.#db = db;
    this.#kind = kind;
  }

  /** Without an index, of rows that are read anyway. */
  contains(text: string): Expression<SqlBool> {
    return this.#kind === 'postgres'
      ? sql<SqlBool>`strpos(${POSTGRES_NAME}, ${text}) > 0`
      : sql<SqlBool>`instr(${SQLITE_NAME}, ${text}) > 0`;
  }

  /**
   * The rooms with `text` in their names, in no order. Some of a project that is not among `projectIds` may be among them, and on SQLite
   * some that are newer than `until`, in epoch milliseconds.
   */
  matches(text: string, projectIds: readonly string[] | undefined, until: number | undefined) {
    if (this.#kind === 'postgres') {
      // The index finds what has every part: it knows one project, not one of several.
      const [only, ...others] = projectIds ?? [];
      const parts = [...partsOf(text), ...(only === undefined || others.length > 0 ? [] : [`=${only}`])];
      return this.#db
        .selectFrom('rooms')
        .where(sql<SqlBool>`boardgate_name_parts(${POSTGRES_NAME}, project_id) @> ${parts}::text[]`)
        .where(this.contains(text));
    }
    const name = `name : ${quote(marked(text))}`;
    const projects = projectIds?.map((id) => `project : ${quote(id.slice(0, 3))}`).join(' OR ');
    const phrase = projects === undefined ? name : `(${projects}) AND ${name}`;
    // The rooms are numbered as they were stored, nearly in the order of their times.
    const beyond =
      until === undefined
        ? sql``
        : sql`and rowid <= coalesce((
            select number from rooms where created_at > ${until + CLOCK_STEP_MS}
            order by created_at, uuid limit 1
          ), 9223372036854775807)`;
    const numbers = sql<{ number: number }>`(
      select rowid as number from room_names where room_names match ${phrase} ${beyond}
      order by rowid desc limit ${sql.lit(MAX_MATCHES)}
    )`.as<'matched'>('matched');
    return this.#db
      .selectFrom(numbers)
      .crossJoin('rooms')
      .where(sql<SqlBool>`rooms.number = matched.number`)
      .where(this.contains(text));
  }
}

/** Between the characters of a name, in SQLite's index. */
const MARK = '\u0002';

/** Exactly the expression of PostgreSQL's index. */
const POSTGRES_NAME = sql<string>`substr(coalesce(folded_name, lower(name collate "C")), 1, 64)`;
const SQLITE_NAME = sql<string>`substr(coalesce(folded_name, lower(name)), 1, 64)`;

/** The longest parts that PostgreSQL's index holds: they match the fewest rooms. */
function partsOf(text: string): string[] {
  const characters = [...text];
  const size = Math.min(3, characters.length);
  const count = characters.length - size + 1;
  return Array.from({ length: count }, (_, at) => characters.slice(at, at + size).join(''));
}

/** A phrase has at least three characters: one alone is found with the marks around it. */
function marked(text: string): string {
  const characters = [...text];
  return characters.length === 1 ? `${MARK}${text}${MARK}` : characters.join(MARK);
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
