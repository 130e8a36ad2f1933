import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** What a project has, and what it did in the last 24 hours. */
export interface ProjectCounts {
  readonly keys: number;
  readonly rooms: number;
  /** At most {@link MAX_COUNTED_TASKS} are counted. */
  readonly conversions: number;
  readonly issuedToday: number;
}

export const MAX_COUNTED_TASKS = 1000;

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** Of up to a page of projects, in one statement. */
export async function countProjects(
  db: Kysely<Schema>,
  ids: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, ProjectCounts>> {
  if (ids.length === 0) return new Map();
  const thisHour = now - (now % HOUR_MS);
  const hours = Array.from({ length: HOURS }, (_, at) => thisHour - at * HOUR_MS);
  const rows = await db
    .selectFrom('projects')
    .where('projects.id', 'in', ids)
    .select((project) => [
      'projects.id',
      project
        .selectFrom('access_keys')
        .whereRef('project_id', '=', 'projects.id')
        .select(({ fn }) => fn.countAll<number>().as('keys'))
        .as('keys'),
      project
        .selectFrom('room_counts')
        .whereRef('project_id', '=', 'projects.id')
        .select(({ fn, val }) => fn.coalesce(fn.sum<number>('rooms'), val(0)).as('rooms'))
        .as('rooms'),
      sql<number>`(
        select count(*) from (
          select 1 from tasks where tasks.project_id = projects.id limit ${sql.lit(MAX_COUNTED_TASKS)}
        ) as counted
      )`.as('conversions'),
      // By keys, since the index of hours continues with them.
      project
        .selectFrom('usage_hours')
        .where('hour', 'in', hours)
        .where('access_key', 'in', (keys) =>
          keys
            .selectFrom('access_keys')
            .whereRef('access_keys.project_id', '=', 'projects.id')
            .select('access_keys.access_key'),
        )
        .select(({ fn, val }) => fn.coalesce(fn.sum<number>('issued'), val(0)).as('issued'))
        .as('issued'),
    ])
    .execute();
  return new Map(
    rows.map(({ id, keys, rooms, conversions, issued }) => [
      id,
      {
        keys: Number(keys),
        rooms: Number(rooms),
        conversions: Number(conversions),
        issuedToday: Number(issued),
      },
    ]),
  );
}
