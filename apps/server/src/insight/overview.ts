import { TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import type Type from 'typebox';
import { toIso } from '../base/time.ts';
import type { Database } from '../database/database.ts';
import type { ActivityStore, ActivitySum } from './activity-store.ts';
import type { BusiestKeys } from './busiest-keys.ts';
import type { Nodes } from './nodes.ts';
import type { OverviewObject } from './overview-view.ts';
import type { ProjectActivity } from './project-activity.ts';
import { bucketsOf, inHours, RANGES, type RangeName } from './ranges.ts';
import type { Readiness } from './readiness.ts';

type Report = Type.Static<typeof OverviewObject>;

interface OverviewUses {
  readonly database: Database;
  readonly activityStore: ActivityStore;
  readonly busiestKeys: BusiestKeys;
  readonly projectActivity: ProjectActivity;
  readonly nodes: Nodes;
  readonly readiness: Readiness;
  readonly now: () => number;
}

export class Overview {
  readonly #uses: OverviewUses;

  constructor(uses: OverviewUses) {
    this.#uses = uses;
  }

  /** Of the whole service. */
  async report(range: RangeName): Promise<Report> {
    const { activityStore, busiestKeys, nodes, readiness, now } = this.#uses;
    const { span, bucketMs } = RANGES[range];
    const times = bucketsOf(RANGES[range], now());
    const [from = 0, last = 0] = [times[0], times.at(-1)];
    const sums = await activityStore.sum(span, from, bucketMs);
    return {
      range,
      from: toIso(from),
      until: toIso(last + bucketMs),
      bucketMs,
      buckets: times.map((at) => toBucket(at, sums)),
      refusals: toRefusals(sums),
      busiestKeys: await busiestKeys.list(from),
      conversions: await this.#countConversions(),
      database: await this.#pingDatabase(),
      checks: [...(await readiness.check())],
      nodes: (await nodes.list()).map((node) => ({
        ...node,
        startedAt: toIso(node.startedAt),
        seenAt: toIso(node.seenAt),
      })),
    };
  }

  /** Of some projects alone: nothing of what concerns the whole service, and by whole hours. */
  async reportOf(projectIds: readonly string[], range: RangeName): Promise<Report> {
    const { projectActivity, now } = this.#uses;
    const { bucketMs, buckets } = inHours(RANGES[range]);
    const times = bucketsOf({ bucketMs, buckets }, now());
    const [from = 0, last = 0] = [times[0], times.at(-1)];
    const until = last + bucketMs;
    const counts = await projectActivity.buckets(projectIds, times, bucketMs);
    return {
      range,
      from: toIso(from),
      until: toIso(until),
      bucketMs,
      buckets: counts.map(({ at, ...own }) => ({ at: toIso(at), ...own })),
      refusals: [],
      busiestKeys: await projectActivity.busiestKeys(projectIds, from, until),
      conversions: await this.#countConversions(projectIds),
      database: await this.#pingDatabase(),
      checks: [],
      nodes: [],
    };
  }

  async #countConversions(projectIds?: readonly string[]): Promise<Report['conversions']> {
    let query = this.#uses.database.db
      .selectFrom('tasks')
      .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
      .where('status', 'in', ['Waiting', 'Converting'])
      .groupBy('status');
    if (projectIds !== undefined) query = query.where('project_id', 'in', projectIds);
    const rows = await query.execute();
    const countOf = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
    return { waiting: countOf('Waiting'), running: countOf('Converting') };
  }

  async #pingDatabase(): Promise<Report['database']> {
    const { kind, ping } = this.#uses.database;
    const began = performance.now();
    await ping();
    return { kind, pingMs: Math.round((performance.now() - began) * 1000) / 1000 };
  }
}

function toBucket(at: number, sums: readonly ActivitySum[]): Report['buckets'][number] {
  const own = sums.filter((sum) => sum.at === at);
  const kindsOf = (measure: ActivitySum['measure']) =>
    Object.fromEntries(
      TOKEN_KINDS.map((kind) => [
        kind,
        own.find((sum) => sum.measure === measure && sum.name === kind)?.count ?? 0,
      ]),
    ) as Record<TokenKind, number>;
  return { at: toIso(at), issued: kindsOf('issued'), refused: kindsOf('refused') };
}

function toRefusals(sums: readonly ActivitySum[]): Report['refusals'] {
  const counts = new Map<string, number>();
  for (const { measure, name, count } of sums) {
    if (measure === 'refusal') counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
