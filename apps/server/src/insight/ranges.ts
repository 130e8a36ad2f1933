import type { Span } from './activity-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Range {
  /** What is counted by that, and added up to buckets. */
  readonly span: Span;
  readonly bucketMs: number;
  readonly buckets: number;
}

/** How far back the overview looks, and how finely. */
export const RANGES = {
  hour: { span: 'minute', bucketMs: MINUTE_MS, buckets: 60 },
  day: { span: 'minute', bucketMs: 30 * MINUTE_MS, buckets: 48 },
  month: { span: 'hour', bucketMs: DAY_MS, buckets: 30 },
} as const satisfies Readonly<Record<string, Range>>;

export type RangeName = keyof typeof RANGES;
export const RANGE_NAMES = Object.keys(RANGES) as RangeName[];

/** When each bucket begins, oldest first. The last one is that of the present moment; days are those of UTC. */
export function bucketsOf({ bucketMs, buckets }: Range, now: number): number[] {
  const last = now - (now % bucketMs);
  return Array.from({ length: buckets }, (_, at) => last - (buckets - 1 - at) * bucketMs);
}
