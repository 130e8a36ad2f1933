import { TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { BusyKey } from './busiest-keys.ts';
import { HOUR_MS } from './ranges.ts';

const SHOWN = 10;

export interface ProjectBucket {
  readonly at: number;
  readonly issued: Readonly<Record<TokenKind, number>>;
  readonly refused: Readonly<Record<TokenKind, number>>;
}

/** What the existing keys of some projects did, out of the usage, which counts by whole hours. */
export class ProjectActivity {
  readonly #db: Kysely<Schema>;

  constructor({ db }: Pick<Database, 'db'>) {
    this.#db = db;
  }

  /** Buckets that begin at `times`, which are `bucketMs` apart: whole hours. */
  async buckets(
    projectIds: readonly string[],
    times: readonly number[],
    bucketMs: number,
  ): Promise<ProjectBucket[]> {
    const [from = 0, last = 0] = [times[0], times.at(-1)];
    const at = sql<number>`hour - (hour - ${sql.lit(from)}) % ${sql.lit(bucketMs)}`;
    const rows = await this.#usage(projectIds, from, last + bucketMs)
      .select(({ fn }) => [
        at.as('at'),
        'kind',
        fn.sum<number>('issued').as('issued'),
        fn.sum<number>('refused').as('refused'),
      ])
      .groupBy([at, 'kind'])
      .execute();
    return times.map((time) => {
      // PostgreSQL returns sums as text.
      const countOf = (measure: 'issued' | 'refused') =>
        Object.fromEntries(
          TOKEN_KINDS.map((kind) => [
            kind,
            Number(rows.find((row) => row.at === time && row.kind === kind)?.[measure] ?? 0),
          ]),
        ) as Record<TokenKind, number>;
      return { at: time, issued: countOf('issued'), refused: countOf('refused') };
    });
  }

  /** The busiest first, from the hour that begins at `from` until `until`. */
  async busiestKeys(projectIds: readonly string[], from: number, until: number): Promise<BusyKey[]> {
    const rows = await this.#usage(projectIds, from, until)
      .innerJoin('access_keys', 'access_keys.access_key', 'usage_hours.access_key')
      .innerJoin('projects', 'projects.id', 'access_keys.project_id')
      .select(({ fn }) => [
        'access_keys.access_key as accessKey',
        'access_keys.name',
        'projects.id as projectId',
        'projects.name as projectName',
        fn.sum<number>('issued').as('issued'),
        fn.sum<number>('refused').as('refused'),
      ])
      .groupBy(['access_keys.access_key', 'access_keys.name', 'projects.id', 'projects.name'])
      .orderBy(({ fn, eb }) => eb(fn.sum('issued'), '+', fn.sum('refused')), 'desc')
      .orderBy('access_keys.access_key')
      .limit(SHOWN)
      .execute();
    return rows.map(({ accessKey, name, projectId, projectName, issued, refused }) => ({
      accessKey,
      name,
      project: { id: projectId, name: projectName },
      issued: Number(issued),
      refused: Number(refused),
    }));
  }

  /** By hours and keys, since the index of hours continues with keys. */
  #usage(projectIds: readonly string[], from: number, until: number) {
    const hours = Array.from(
      { length: Math.ceil((until - from) / HOUR_MS) },
      (_, hour) => from + hour * HOUR_MS,
    );
    return this.#db
      .selectFrom('usage_hours')
      .where('usage_hours.hour', 'in', hours)
      .where('usage_hours.project_id', 'in', projectIds)
      .where('usage_hours.access_key', 'in', (keys) =>
        keys
          .selectFrom('access_keys')
          .where('access_keys.project_id', 'in', projectIds)
          .select('access_keys.access_key'),
      );
  }
}
