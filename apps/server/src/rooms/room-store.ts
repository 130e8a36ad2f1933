import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Room } from './room.ts';

/** The rooms in the database. */
export class RoomStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
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
      })
      .execute();
  }

  async find(uuid: string): Promise<Room | undefined> {
    const row = await this.#db.selectFrom('rooms').selectAll().where('uuid', '=', uuid).executeTakeFirst();
    return (
      row && {
        uuid: row.uuid,
        projectId: row.project_id,
        name: row.name,
        isRecord: row.is_record === 1,
        isBan: row.is_ban === 1,
        writerLimit: row.writer_limit,
        createdAt: row.created_at,
      }
    );
  }
}
