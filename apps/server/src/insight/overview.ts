import { TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import type { Database } from '../database/database.ts';
import type { DatabaseKind } from '../database/database-kind.ts';
import type { ActivityStore, ActivitySum } from './activity-store.ts';
import type { BusiestKeys, BusyKey } from './busiest-keys.ts';
import type { Nodes, ServerNode } from './nodes.ts';
import { bucketsOf, RANGES, type RangeName } from './ranges.ts';

type Kinds = Record<TokenKind, number>;

export interface Bucket {
  readonly at: number;
  readonly issued: Kinds;
  readonly refused: Kinds;
}

export interface OverviewReport {
  readonly range: RangeName;
  readonly from: number;
  readonly until: number;
  readonly bucketMs: number;
  /** Oldest first, without gaps. */
  readonly buckets: readonly Bucket[];
  /** Most frequent first. */
  readonly refusals: readonly { readonly code: string; readonly count: number }[];
  readonly busiestKeys: readonly BusyKey[];
  readonly conversions: { readonly waiting: number; readonly running: number };
  readonly database: { readonly kind: DatabaseKind; readonly pingMs: number };
  readonly nodes: readonly ServerNode[];
}

interface OverviewUses {
  readonly database: Database;
  readonly activityStore: ActivityStore;
  readonly busiestKeys: BusiestKeys;
  readonly nodes: Nodes;
  readonly now: () => number;
}

/** Reports the state of the service at a glance. */
export class Overview {
  readonly #uses: OverviewUses;

  constructor(uses: OverviewUses) {
    this.#uses = uses;
  }

  async report(range: RangeName): Promise<OverviewReport> {
    const { activityStore, busiestKeys, nodes, now } = this.#uses;
    const { span, bucketMs } = RANGES[range];
    const times = bucketsOf(RANGES[range], now());
    const [from = 0, last = 0] = [times[0], times.at(-1)];
    const sums = await activityStore.sum(span, from, bucketMs);
    return {
      range,
      from,
      until: last + bucketMs,
      bucketMs,
      buckets: times.map((at) => toBucket(at, sums)),
      refusals: toRefusals(sums),
      busiestKeys: await busiestKeys.list(from),
      conversions: await this.#countConversions(),
      database: await this.#pingDatabase(),
      nodes: await nodes.list(),
    };
  }

  async #countConversions(): Promise<OverviewReport['conversions']> {
    const rows = await this.#uses.database.db
      .selectFrom('tasks')
      .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
      .where('status', 'in', ['Waiting', 'Converting'])
      .groupBy('status')
      .execute();
    const countOf = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
    return { waiting: countOf('Waiting'), running: countOf('Converting') };
  }

  async #pingDatabase(): Promise<OverviewReport['database']> {
    const { kind, ping } = this.#uses.database;
    const began = performance.now();
    await ping();
    return { kind, pingMs: Math.round((performance.now() - began) * 1000) / 1000 };
  }
}

function toBucket(at: number, sums: readonly ActivitySum[]): Bucket {
  const own = sums.filter((sum) => sum.at === at);
  const kindsOf = (measure: ActivitySum['measure']) =>
    Object.fromEntries(
      TOKEN_KINDS.map((kind) => [
        kind,
        own.find((sum) => sum.measure === measure && sum.name === kind)?.count ?? 0,
      ]),
    ) as Kinds;
  return { at, issued: kindsOf('issued'), refused: kindsOf('refused') };
}

function toRefusals(sums: readonly ActivitySum[]): OverviewReport['refusals'] {
  const counts = new Map<string, number>();
  for (const { measure, name, count } of sums) {
    if (measure === 'refusal') counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
