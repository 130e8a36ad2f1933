import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { nextTurn } from '../base/next-turn.ts';
import type { Database } from '../database/database.ts';
import type { DatabaseKind } from '../database/database-kind.ts';
import { rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import type { Room } from './room.ts';
import { endOfPrefix, foldName } from './room-name.ts';
import { toRoom } from './room-store.ts';

export interface RoomFilter {
  readonly projectId?: string | undefined;
  readonly isBan?: boolean | undefined;
  /** What the name or the uuid begins with. */
  readonly search?: string | undefined;
}

export type RoomPlace = Pick<Room, 'createdAt' | 'uuid'>;

/** A condition on a prefix, which an index answers as one range. */
type IndexRange = Expression<SqlBool>;

/**
 * Up to this many matches are fetched and sorted. If there are more, a walk from the newest room soon fills a page.
 */
const MAX_SORTED = 4000;
/** Rooms in one window: few at first, then more. Between windows the server handles other requests. */
const FIRST_WINDOW = 500;
const MAX_WINDOW = 4000;

/** Newest first. Each query reads a few thousand rows at most. */
export class RoomSearch {
  readonly #db: Kysely<Schema>;
  readonly #kind: DatabaseKind;

  constructor({ db, kind }: Pick<Database, 'db' | 'kind'>) {
    this.#db = db;
    this.#kind = kind;
  }

  async list(filter: RoomFilter, limit: number, after?: RoomPlace): Promise<Room[]> {
    const { search, isBan } = filter;
    if (search === undefined) {
      return isBan === false
        ? await this.#walk(filter, [], limit, after)
        : (await this.#newest(filter, limit, after).execute()).map(toRoom);
    }
    const ranges = this.#rangesOf(search);
    return (await this.#areFew(ranges))
      ? await this.#sort(filter, ranges, limit, after)
      : await this.#walk(filter, ranges, limit, after);
  }

  async #areFew(ranges: readonly IndexRange[]): Promise<boolean> {
    for (const range of ranges) {
      const { rows } =
        await sql`select 1 from rooms where ${range} limit 1 offset ${sql.lit(MAX_SORTED)}`.execute(this.#db);
      if (rows.length > 0) return false;
    }
    return true;
  }

  async #sort(
    { projectId, isBan }: RoomFilter,
    ranges: readonly IndexRange[],
    limit: number,
    after: RoomPlace | undefined,
  ): Promise<Room[]> {
    const found = new Map<string, Room>();
    for (const range of ranges) {
      const rows = await this.#db.selectFrom('rooms').selectAll().where(range).execute();
      for (const row of rows) found.set(row.uuid, toRoom(row));
    }
    return [...found.values()]
      .filter(
        (room) =>
          (projectId === undefined || room.projectId === projectId) &&
          (isBan === undefined || room.isBan === isBan) &&
          (after === undefined || byAge(after, room) < 0),
      )
      .sort(byAge)
      .slice(0, limit);
  }

  /** Reads window by window, from the newest room on, until the page is full. */
  async #walk(
    filter: RoomFilter,
    ranges: readonly IndexRange[],
    limit: number,
    after: RoomPlace | undefined,
  ): Promise<Room[]> {
    const found: Room[] = [];
    let place = after;
    for (let size = FIRST_WINDOW; ; size = Math.min(2 * size, MAX_WINDOW)) {
      const end = await this.#lastOf(filter, size, place);
      // Twice the size, so that rooms created meanwhile do not push others out of the window.
      let window = this.#newest(filter, 2 * size, place);
      if (end !== undefined) window = window.where(roomIs('>=', end));
      const rows = await this.#db
        .selectFrom(window.as('rooms'))
        .selectAll()
        .where(({ or, and, lit, eb }) =>
          and([
            ranges.length === 0 ? lit(true) : or(ranges),
            filter.isBan === undefined ? lit(true) : eb('is_ban', '=', filter.isBan ? 1 : 0),
          ]),
        )
        .orderBy('created_at', 'desc')
        .orderBy('uuid', 'desc')
        .limit(limit - found.length)
        .execute();
      found.push(...rows.map(toRoom));
      if (found.length >= limit || end === undefined) return found;
      place = end;
      await nextTurn();
    }
  }

  /** The last place of a window; `undefined` if it is not full. */
  async #lastOf(
    filter: RoomFilter,
    size: number,
    after: RoomPlace | undefined,
  ): Promise<RoomPlace | undefined> {
    const row = await this.#newest(filter, 1, after)
      .clearSelect()
      .select(['created_at', 'uuid'])
      .offset(size - 1)
      .executeTakeFirst();
    return row && { createdAt: row.created_at, uuid: row.uuid };
  }

  /** An index has the rows in this order, but none has only open rooms. */
  #newest({ projectId, isBan }: RoomFilter, limit: number, after: RoomPlace | undefined) {
    let query = this.#db
      .selectFrom('rooms')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('uuid', 'desc')
      .limit(limit);
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    // A literal instead of a parameter lets the databases choose the index of banned rooms.
    if (isBan === true) query = query.where('is_ban', '=', sql.lit(1));
    return after === undefined ? query : query.where(roomIs('<', after));
  }

  #rangesOf(search: string): IndexRange[] {
    const isPostgres = this.#kind === 'postgres';
    // Exactly the expression of the index in migration 5.
    const name = isPostgres
      ? sql<string>`substr(coalesce(folded_name, lower(name collate "C")), 1, 64) collate "C"`
      : sql<string>`substr(coalesce(folded_name, lower(name)), 1, 64)`;
    const uuid = isPostgres ? sql<string>`uuid collate "C"` : sql<string>`uuid`;
    const digits = search.replaceAll('-', '').toLowerCase();
    const isUuid = /^[0-9a-f]{1,32}$/.test(digits);
    return [beginsWith(name, foldName(search)), ...(isUuid ? [beginsWith(uuid, digits)] : [])];
  }
}

function beginsWith(text: Expression<string>, prefix: string): IndexRange {
  const end = endOfPrefix(prefix);
  const isFrom = sql<SqlBool>`${text} >= ${prefix}`;
  return end === undefined ? isFrom : sql<SqlBool>`(${isFrom} and ${text} < ${end})`;
}

function roomIs(operator: '<' | '>=', { createdAt, uuid }: RoomPlace) {
  return rowIs(operator, { created_at: createdAt, uuid });
}

function byAge(a: RoomPlace, b: RoomPlace): number {
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  if (a.uuid === b.uuid) return 0;
  return a.uuid < b.uuid ? 1 : -1;
}
