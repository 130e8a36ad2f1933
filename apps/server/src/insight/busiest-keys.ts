import type { Kysely } from 'kysely';
import { nextTurn } from '../base/next-turn.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

const HOUR_MS = 3_600_000;
/** Another server may write the last counts of an hour a little later. */
const SETTLED_MS = 120_000;

const KEPT_AN_HOUR = 100;
const SHOWN = 10;
const REMEMBERED_MS = 32 * 86_400_000;

export interface BusyKey {
  readonly accessKey: string;
  readonly name: string | null;
  readonly project: { readonly id: string; readonly name: string };
  readonly issued: number;
  readonly refused: number;
}

type KeyCounts = Pick<BusyKey, 'accessKey' | 'issued' | 'refused'>;

/**
 * Usage may have millions of rows a month: they are read hour by hour, and the busiest keys of past hours are cached. The list is an estimate: an hour counts for a key only if it was among the busiest hundred.
 */
export class BusiestKeys {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;
  readonly #hours = new Map<number, readonly KeyCounts[]>();

  constructor({ db }: Pick<Database, 'db'>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Lists existing keys, the busiest first, from the hour that contains `from`. */
  async list(from: number): Promise<BusyKey[]> {
    const sums = new Map<string, { issued: number; refused: number }>();
    const now = this.#now();
    for (let hour = from - (from % HOUR_MS); hour <= now; hour += HOUR_MS) {
      for (const { accessKey, issued, refused } of await this.#hour(hour, now)) {
        const sum = sums.get(accessKey) ?? { issued: 0, refused: 0 };
        sums.set(accessKey, { issued: sum.issued + issued, refused: sum.refused + refused });
      }
    }
    const busiest = [...sums]
      .map(([accessKey, sum]) => ({ accessKey, ...sum }))
      .sort((a, b) => b.issued + b.refused - a.issued - a.refused || (a.accessKey < b.accessKey ? -1 : 1))
      .slice(0, KEPT_AN_HOUR);
    return (await this.#describe(busiest)).slice(0, SHOWN);
  }

  forgetOld(): void {
    const before = this.#now() - REMEMBERED_MS;
    for (const hour of this.#hours.keys()) if (hour < before) this.#hours.delete(hour);
  }

  async #hour(hour: number, now: number): Promise<readonly KeyCounts[]> {
    const known = this.#hours.get(hour);
    if (known !== undefined) return known;
    const rows = await this.#db
      .selectFrom('usage_hours')
      .select(({ fn }) => [
        'access_key',
        fn.sum<number>('issued').as('issued'),
        fn.sum<number>('refused').as('refused'),
      ])
      .where('hour', '=', hour)
      .groupBy('access_key')
      .orderBy(({ fn, eb }) => eb(fn.sum('issued'), '+', fn.sum('refused')), 'desc')
      .orderBy('access_key')
      .limit(KEPT_AN_HOUR)
      .execute();
    // PostgreSQL returns sums as text.
    const counts = rows.map(({ access_key, issued, refused }) => ({
      accessKey: access_key,
      issued: Number(issued),
      refused: Number(refused),
    }));
    if (hour + HOUR_MS + SETTLED_MS <= now) this.#hours.set(hour, counts);
    await nextTurn();
    return counts;
  }

  async #describe(counts: readonly KeyCounts[]): Promise<BusyKey[]> {
    if (counts.length === 0) return [];
    const rows = await this.#db
      .selectFrom('access_keys')
      .innerJoin('projects', 'projects.id', 'access_keys.project_id')
      .select(['access_key', 'access_keys.name', 'project_id', 'projects.name as project_name'])
      .where(
        'access_key',
        'in',
        counts.map(({ accessKey }) => accessKey),
      )
      .execute();
    const byKey = new Map(rows.map((row) => [row.access_key, row]));
    return counts.flatMap((count) => {
      const row = byKey.get(count.accessKey);
      if (row === undefined) return [];
      return [{ ...count, name: row.name, project: { id: row.project_id, name: row.project_name } }];
    });
  }
}
