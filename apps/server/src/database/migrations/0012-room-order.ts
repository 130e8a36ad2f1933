import { type Kysely, sql } from 'kysely';

/** Remembers when each project's newest room was created, so that a clock that jumps back cannot put a room before it. */
export async function orderRooms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('room_counts')
    .addColumn('newest_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update room_counts set newest_at = coalesce(
    (select max(created_at) from rooms where rooms.project_id = room_counts.project_id), 0)`.execute(db);
}
