import type { CompiledQuery, Kysely, Selectable } from 'kysely';
import { rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import type { Room } from './room.ts';
import { foldedIfUnlike } from './room-name.ts';

type RoomRow = Selectable<Schema['rooms']>;

export class RoomStore {
  readonly #db: Kysely<Schema>;
  /** Compiled once: it runs for every room that is not in memory. */
  #findQuery: CompiledQuery<RoomRow> | undefined;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Counts and stores a room, in a transaction of the caller's, unless the project has `maxRooms` already.
   *
   * @returns the room with the time of its creation, which is later than that of every other room of the project, whatever the clock says:
   * who lists page after page misses none.
   */
  async create(wanted: Room, maxRooms: number): Promise<Room | undefined> {
    const createdAt = await this.#takePlace(wanted, maxRooms);
    if (createdAt === undefined) return undefined;
    const room = { ...wanted, createdAt };
    await this.#db
      .insertInto('rooms')
      .values({
        uuid: room.uuid,
        project_id: room.projectId,
        name: room.name,
        is_record: room.isRecord ? 1 : 0,
        is_ban: room.isBan ? 1 : 0,
        writer_limit: room.writerLimit,
        created_at: room.createdAt,
        folded_name: foldedIfUnlike(room.name),
      })
      .execute();
    return room;
  }

  /** One statement, so that two rooms that are created at once never take the same last place. */
  async #takePlace({ projectId, createdAt }: Room, maxRooms: number): Promise<number | undefined> {
    if (maxRooms === 0) return undefined;
    const taken = await this.#db
      .insertInto('room_counts')
      .values({ project_id: projectId, rooms: 1, newest_at: createdAt })
      .onConflict((conflict) =>
        conflict
          .column('project_id')
          .doUpdateSet(({ eb, ref }) => ({
            rooms: eb(ref('room_counts.rooms'), '+', 1),
            newest_at: eb
              .case()
              .when('room_counts.newest_at', '<', createdAt)
              .then(createdAt)
              .else(eb(ref('room_counts.newest_at'), '+', 1))
              .end(),
          }))
          .where('room_counts.rooms', '<', maxRooms),
      )
      .returning('newest_at')
      .executeTakeFirst();
    return taken?.newest_at;
  }

  async find(uuid: string): Promise<Room | undefined> {
    this.#findQuery ??= this.#db.selectFrom('rooms').selectAll().where('uuid', '=', '').compile();
    const { rows } = await this.#db.executeQuery<RoomRow>({ ...this.#findQuery, parameters: [uuid] });
    return rows[0] && toRoom(rows[0]);
  }

  /** Of any room, if there is one. */
  async anyUuid(): Promise<string | undefined> {
    return (await this.#db.selectFrom('rooms').select('uuid').limit(1).executeTakeFirst())?.uuid;
  }

  /**
   * Oldest first. The index leads to the first row, so that a page costs the same at any depth.
   */
  async list(projectId: string, from: Room | undefined, limit: number): Promise<Room[]> {
    let query = this.#db
      .selectFrom('rooms')
      .selectAll()
      .where('project_id', '=', projectId)
      .orderBy('created_at')
      .orderBy('uuid')
      .limit(limit);
    if (from !== undefined) query = query.where(rowIs('>=', { created_at: from.createdAt, uuid: from.uuid }));
    return (await query.execute()).map(toRoom);
  }

  async setBan(uuid: string, isBan: boolean): Promise<void> {
    await this.#db
      .updateTable('rooms')
      .set({ is_ban: isBan ? 1 : 0 })
      .where('uuid', '=', uuid)
      .execute();
  }
}

export function toRoom(row: RoomRow): Room {
  return {
    uuid: row.uuid,
    projectId: row.project_id,
    name: row.name,
    isRecord: row.is_record === 1,
    isBan: row.is_ban === 1,
    writerLimit: row.writer_limit,
    createdAt: row.created_at,
  };
}
