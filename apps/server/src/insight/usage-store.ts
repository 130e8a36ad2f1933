import type { Role, TokenKind } from '@boardgate/token';
import { type Kysely, sql } from 'kysely';
import { nextTurn } from '../base/next-turn.ts';
import type { Database } from '../database/database.ts';
import { rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import type { ActivityCount } from './activity-counter.ts';
import { addActivity } from './activity-store.ts';

/** One key's counts in an hour, to be added to the stored ones. */
export interface UsageRow {
  readonly accessKey: string;
  readonly projectId: string;
  /** 0 = it was not used. */
  readonly lastUsedAt: number;
  readonly cells: readonly Pick<UsageHour, 'kind' | 'role' | 'issued' | 'refused'>[];
}

export interface UsageHour {
  readonly hour: number;
  readonly accessKey: string;
  readonly projectId: string;
  readonly kind: TokenKind;
  readonly role: Role;
  readonly issued: number;
  readonly refused: number;
}

/** A row's position in the list. */
export type UsagePlace = Pick<UsageHour, 'hour' | 'accessKey'> & {
  readonly kind: string;
  readonly role: string;
};

export interface UsageFilter {
  readonly projectId?: string | undefined;
  /** Only those of these projects. */
  readonly projectIds?: readonly string[] | undefined;
  readonly accessKey?: string | undefined;
  /** Epoch milliseconds: from the hour that contains `from`; `until` is excluded. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly limit: number;
  readonly after?: UsagePlace | undefined;
}

const ROWS_A_STATEMENT = 500;
const HOUR_MS = 3_600_000;

export class UsageStore {
  readonly #db: Kysely<Schema>;
  readonly #forLongWork: Kysely<Schema>;

  constructor({ db, forLongWork }: Pick<Database, 'db' | 'forLongWork'>) {
    this.#db = db;
    this.#forLongWork = forLongWork;
  }

  /** Adds counts and the server's activity: all of it or nothing. */
  async add(
    hours: readonly { readonly hour: number; readonly rows: readonly UsageRow[] }[],
    activity: readonly ActivityCount[],
  ): Promise<void> {
    if (activity.length === 0 && hours.every(({ rows }) => rows.length === 0)) return;
    await this.#db.transaction().execute(async (trx) => {
      for (const { hour, rows } of hours) await addHour(trx, hour, rows);
      // Last: servers that write at once wait for each other here.
      await addActivity(trx, activity);
    });
  }

  async list(filter: UsageFilter): Promise<UsageHour[]> {
    let query = this.#db
      .selectFrom('usage_hours')
      .selectAll()
      .orderBy('hour')
      .orderBy('access_key')
      .orderBy('kind')
      .orderBy('role')
      .limit(filter.limit);
    const { projectId, projectIds, accessKey, from, until, after } = filter;
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    if (projectIds !== undefined) query = query.where('project_id', 'in', projectIds);
    if (accessKey !== undefined) query = query.where('access_key', '=', accessKey);
    if (from !== undefined) query = query.where('hour', '>=', from - (from % HOUR_MS));
    if (until !== undefined) query = query.where('hour', '<', until);
    if (after !== undefined) {
      const { hour, accessKey: access_key, kind, role } = after;
      query = query.where(rowIs('>', { hour, access_key, kind, role }));
    }
    return (await query.execute()).map(({ access_key, project_id, kind, role, ...row }) => ({
      ...row,
      kind: kind as TokenKind,
      role: role as Role,
      accessKey: access_key,
      projectId: project_id,
    }));
  }

  async deleteBefore(hour: number): Promise<void> {
    await this.#forLongWork.deleteFrom('usage_hours').where('hour', '<', hour).execute();
  }
}

async function addHour(trx: Kysely<Schema>, hour: number, rows: readonly UsageRow[]): Promise<void> {
  const lines = rows.flatMap(({ accessKey, projectId, cells }) =>
    cells.map(({ kind, role, issued, refused }) => ({
      access_key: accessKey,
      project_id: projectId,
      kind,
      role,
      hour,
      issued,
      refused,
    })),
  );
  for (const chunk of chunksOf(lines)) {
    await addLines(trx, chunk);
    await nextTurn();
  }
  const uses = rows
    .filter(({ lastUsedAt }) => lastUsedAt > 0)
    .map(({ accessKey, lastUsedAt, cells }) => ({
      access_key: accessKey,
      last_used_at: lastUsedAt,
      tokens_issued: cells.reduce((sum, { issued }) => sum + issued, 0),
    }));
  for (const chunk of chunksOf(uses)) {
    await addUses(trx, chunk);
    await nextTurn();
  }
}

async function addLines(trx: Kysely<Schema>, rows: readonly Schema['usage_hours'][]): Promise<void> {
  await trx
    .insertInto('usage_hours')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['hour', 'access_key', 'kind', 'role']).doUpdateSet({
        issued: sql`usage_hours.issued + excluded.issued`,
        refused: sql`usage_hours.refused + excluded.refused`,
      }),
    )
    .execute();
}

async function addUses(trx: Kysely<Schema>, rows: readonly Schema['key_activity'][]): Promise<void> {
  await trx
    .insertInto('key_activity')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('access_key').doUpdateSet({
        tokens_issued: sql`key_activity.tokens_issued + excluded.tokens_issued`,
        last_used_at: sql`case when key_activity.last_used_at > excluded.last_used_at then key_activity.last_used_at else excluded.last_used_at end`,
      }),
    )
    .execute();
}

function chunksOf<Row>(rows: readonly Row[]): (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, at) =>
    rows.slice(at * ROWS_A_STATEMENT, (at + 1) * ROWS_A_STATEMENT),
  );
}
