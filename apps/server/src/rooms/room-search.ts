import { type Expression, type Kysely, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { nextTurn } from '../base/next-turn.ts';
import type { Database } from '../database/database.ts';
import type { DatabaseKind } from '../database/database-kind.ts';
import { rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import { NameIndex } from './name-index.ts';
import type { Room } from './room.ts';
import { foldName } from './room-name.ts';
import { toRoom } from './room-store.ts';

export interface RoomFilter {
  readonly projectId?: string | undefined;
  /** Only rooms of these. */
  readonly projectIds?: readonly string[] | undefined;
  readonly isBan?: boolean | undefined;
  /** What the name contains, or the uuid begins with. */
  readonly search?: string | undefined;
}

export type RoomPlace = Pick<Room, 'createdAt' | 'uuid'>;

type RoomQuery = SelectQueryBuilder<Schema, 'rooms', object>;

/** Rooms in one window: few at first, then more. Between windows the server handles other requests. */
const FIRST_WINDOW = 500;
const MAX_WINDOW = 4000;

/** A search reads this many windows from the newest room on; if they do not fill a page, few rooms match, and an index has them. */
const WINDOWS_OF_A_SEARCH = 4;

/** Rooms are counted up to this many. */
export const MAX_COUNTED = 1000;

/** Newest first. Each query reads a few thousand rows at most. */
export class RoomSearch {
  readonly #db: Kysely<Schema>;
  readonly #kind: DatabaseKind;
  readonly #names: NameIndex;

  constructor({ db, kind }: Pick<Database, 'db' | 'kind'>) {
    this.#db = db;
    this.#kind = kind;
    this.#names = new NameIndex(db, kind);
  }

  async list(filter: RoomFilter, limit: number, after?: RoomPlace): Promise<Room[]> {
    const text = foldName(filter.search ?? '');
    if (text === '' && filter.isBan !== false)
      return (await this.#newest(filter, limit, after).execute()).map(toRoom);
    // An index has the banned rooms alone, which are few.
    const isWhole = text === '' || filter.isBan === true;
    const windows = isWhole ? Number.POSITIVE_INFINITY : WINDOWS_OF_A_SEARCH;
    const { found, end } = await this.#walk(filter, text, limit, after, windows);
    if (end === undefined || found.length >= limit) return found;
    return [...found, ...(await this.#fromIndexes(filter, text, limit - found.length, end))];
  }

  /** How many rooms a list has; `undefined` if they are more than `MAX_COUNTED` and not counted. */
  async count(filter: RoomFilter): Promise<number | undefined> {
    const { search = '' } = filter;
    const text = foldName(search);
    if (text === '') return await this.#countAll(filter);
    const byUuid = this.#byUuid(search);
    const [named, others] = await Promise.all([
      this.#countFirst(this.#narrow(this.#names.matches(text, projectsIn(filter), undefined), filter)),
      byUuid === undefined
        ? 0
        : this.#countFirst(
            this.#narrow(this.#db.selectFrom('rooms').where(byUuid), filter).where(({ not }) =>
              not(this.#names.contains(text)),
            ),
          ),
    ]);
    return upTo(MAX_COUNTED, named + others);
  }

  async #countAll({ projectId, projectIds, isBan }: RoomFilter): Promise<number | undefined> {
    const banned =
      isBan === undefined
        ? 0
        : upTo(
            MAX_COUNTED,
            await this.#countFirst(
              this.#narrow(this.#db.selectFrom('rooms'), { projectId, projectIds, isBan: true }),
            ),
          );
    if (isBan === true || banned === undefined) return banned;
    let counts = this.#db.selectFrom('room_counts').select(({ fn }) => fn.sum('rooms').as('rooms'));
    if (projectId !== undefined) counts = counts.where('project_id', '=', projectId);
    if (projectIds !== undefined) counts = counts.where('project_id', 'in', projectIds);
    const { rooms } = await counts.executeTakeFirstOrThrow();
    return Number(rooms ?? 0) - banned;
  }

  async #countFirst(query: RoomQuery): Promise<number> {
    const first = query.select(sql`1`.as('one')).limit(MAX_COUNTED + 1);
    const { count } = await this.#db
      .selectFrom(first.as('first'))
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Both indexes give a page of their own, and the page is the newest of both. */
  async #fromIndexes(filter: RoomFilter, text: string, limit: number, after: RoomPlace): Promise<Room[]> {
    const byUuid = this.#byUuid(filter.search ?? '');
    const queries = [
      this.#names.matches(text, projectsIn(filter), after.createdAt),
      ...(byUuid === undefined ? [] : [this.#db.selectFrom('rooms').where(byUuid)]),
    ];
    const found = new Map<string, Room>();
    for (const query of queries) {
      const rows = await newestFirst(this.#narrow(query, filter).where(roomIs('<', after)))
        .selectAll('rooms')
        .limit(limit)
        .execute();
      for (const row of rows) found.set(row.uuid, toRoom(row));
    }
    return [...found.values()].sort(byAge).slice(0, limit);
  }

  /**
   * Reads window by window, from the newest room on, until the page is full.
   *
   * @returns the rooms found, and the last place read; no `end` if there is no room beyond.
   */
  async #walk(
    filter: RoomFilter,
    text: string,
    limit: number,
    after: RoomPlace | undefined,
    windows: number,
  ): Promise<{ found: Room[]; end: RoomPlace | undefined }> {
    const found: Room[] = [];
    const isWanted = text === '' ? undefined : this.#isNamed(text, filter.search ?? '');
    let place = after;
    for (
      let window = 0, size = FIRST_WINDOW;
      window < windows;
      window++, size = Math.min(2 * size, MAX_WINDOW)
    ) {
      const end = await this.#lastOf(filter, size, place);
      // Twice the size, so that rooms created meanwhile do not push others out of the window.
      let newest = this.#newest(filter, 2 * size, place);
      if (end !== undefined) newest = newest.where(roomIs('>=', end));
      let query = this.#narrow(this.#db.selectFrom(newest.as('rooms')), { isBan: filter.isBan });
      if (isWanted !== undefined) query = query.where(isWanted);
      const rows = await newestFirst(query)
        .selectAll()
        .limit(limit - found.length)
        .execute();
      found.push(...rows.map(toRoom));
      place = end;
      if (found.length >= limit || end === undefined) break;
      await nextTurn();
    }
    return { found, end: place };
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
  #newest({ isBan, ...filter }: RoomFilter, limit: number, after: RoomPlace | undefined) {
    const isBanned = isBan === true ? true : undefined;
    const query = newestFirst(this.#narrow(this.#db.selectFrom('rooms'), { ...filter, isBan: isBanned }))
      .selectAll()
      .limit(limit);
    return after === undefined ? query : query.where(roomIs('<', after));
  }

  #narrow<Query extends RoomQuery>(query: Query, { projectId, projectIds, isBan }: RoomFilter): Query {
    let narrowed: RoomQuery = query;
    if (projectId !== undefined) narrowed = narrowed.where('rooms.project_id', '=', projectId);
    if (projectIds !== undefined) narrowed = narrowed.where('rooms.project_id', 'in', projectIds);
    // A literal instead of a parameter lets the databases choose the index of banned rooms.
    if (isBan !== undefined) narrowed = narrowed.where('rooms.is_ban', '=', sql.lit(isBan ? 1 : 0));
    return narrowed as Query;
  }

  #isNamed(text: string, search: string): Expression<SqlBool> {
    const [named, byUuid] = [this.#names.contains(text), this.#byUuid(search)];
    return byUuid === undefined ? named : sql<SqlBool>`(${named} or ${byUuid})`;
  }

  /** A range of an index; `undefined` for text that begins no uuid. */
  #byUuid(search: string): Expression<SqlBool> | undefined {
    const digits = search.replaceAll('-', '').toLowerCase();
    if (!/^[0-9a-f]{1,32}$/.test(digits)) return undefined;
    const uuid = this.#kind === 'postgres' ? sql<string>`uuid collate "C"` : sql<string>`uuid`;
    // "g" is beyond every digit that may follow.
    return sql<SqlBool>`(${uuid} >= ${digits} and ${uuid} < ${`${digits}g`})`;
  }
}

/** The only projects whose rooms a filter leaves; `undefined` = it leaves those of all. */
function projectsIn({ projectId, projectIds }: RoomFilter): readonly string[] | undefined {
  return projectId === undefined ? projectIds : [projectId];
}

function newestFirst<Output>(query: SelectQueryBuilder<Schema, 'rooms', Output>) {
  return query.orderBy('rooms.created_at', 'desc').orderBy('rooms.uuid', 'desc');
}

function roomIs(operator: '<' | '>=', { createdAt, uuid }: RoomPlace) {
  return rowIs(operator, { created_at: createdAt, uuid });
}

function byAge(a: RoomPlace, b: RoomPlace): number {
  return b.createdAt - a.createdAt || (a.uuid < b.uuid ? 1 : -1);
}

function upTo(most: number, count: number): number | undefined {
  return count > most ? undefined : count;
}
