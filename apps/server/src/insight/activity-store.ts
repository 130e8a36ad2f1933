import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { ActivityCount, Measure } from './activity-counter.ts';

/** Every count goes into both spans; hours are kept longer. */
const SPANS = { minute: 60_000, hour: 3_600_000 } as const;
export type Span = keyof typeof SPANS;

/** The range that the overview shows, and one bucket more. */
const KEPT_MS: Readonly<Record<Span, number>> = { minute: 25 * 3_600_000, hour: 32 * 86_400_000 };

const ROWS_A_STATEMENT = 500;

export interface ActivitySum {
  readonly at: number;
  readonly measure: Measure;
  readonly name: string;
  readonly count: number;
}

/** Reads and deletes activity. `addActivity` writes it together with usage. */
export class ActivityStore {
  readonly #db: Kysely<Schema>;

  constructor({ db }: Pick<Database, 'db'>) {
    this.#db = db;
  }

  /** Sums by buckets of `bucketMs` from `from` on; both are multiples of the span. */
  async sum(span: Span, from: number, bucketMs: number): Promise<ActivitySum[]> {
    const at = sql<number>`began_at - (began_at - ${sql.lit(from)}) % ${sql.lit(bucketMs)}`;
    const rows = await this.#db
      .selectFrom('activity')
      .select(({ fn }) => [at.as('at'), 'measure', 'name', fn.sum<number>('count').as('count')])
      .where('span', '=', span)
      .where('began_at', '>=', from)
      .groupBy([at, 'measure', 'name'])
      .execute();
    // PostgreSQL returns sums as text.
    return rows.map((row) => ({ ...row, measure: row.measure as Measure, count: Number(row.count) }));
  }

  async deleteOld(now: number): Promise<void> {
    for (const [span, keptMs] of Object.entries(KEPT_MS)) {
      await this.#db
        .deleteFrom('activity')
        .where('span', '=', span)
        .where('began_at', '<', now - keptMs)
        .execute();
    }
  }
}

/** Adds counts to the stored ones, always in the same order, so that two servers never deadlock. */
export async function addActivity(trx: Kysely<Schema>, counts: readonly ActivityCount[]): Promise<void> {
  const rows = (Object.keys(SPANS) as Span[]).flatMap((span) => rowsOf(span, counts));
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    await trx
      .insertInto('activity')
      .values(rows.slice(at, at + ROWS_A_STATEMENT))
      .onConflict((conflict) =>
        conflict
          .columns(['span', 'began_at', 'measure', 'name'])
          .doUpdateSet({ count: sql`activity.count + excluded.count` }),
      )
      .execute();
  }
}

function rowsOf(span: Span, counts: readonly ActivityCount[]): Schema['activity'][] {
  const sums = new Map<string, Schema['activity']>();
  for (const { minute, measure, name, count } of counts) {
    const began_at = minute - (minute % SPANS[span]);
    const key = `${began_at} ${measure} ${name}`;
    const sum = (sums.get(key)?.count ?? 0) + count;
    sums.set(key, { span, began_at, measure, name, count: sum });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
