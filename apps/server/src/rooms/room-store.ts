import type { CompiledQuery, Kysely, Selectable } from 'kysely';
import { rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import type { Room } from './room.ts';
import { foldedIfUnlike } from './room-name.ts';

type RoomRow = Selectable<Schema['rooms']>;

export class RoomStore {
  readonly #db: Kysely<Schema>;
  /** Compiled once: it runs for every room that is not in memory. */
  readonly #findQuery: CompiledQuery<RoomRow>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
    this.#findQuery = db.selectFrom('rooms').selectAll().where('uuid', '=', '').compile();
  }

  async create(room: Room): Promise<void> {
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
  }

  async find(uuid: string): Promise<Room | undefined> {
    const { rows } = await this.#db.executeQuery<RoomRow>({ ...this.#findQuery, parameters: [uuid] });
    return rows[0] && toRoom(rows[0]);
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
