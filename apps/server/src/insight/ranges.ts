import type { Span } from './activity-store.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Range {
  /** The stored span that the buckets add up. */
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

/** The same range in buckets of whole hours at least; the last bucket has only begun. */
export function inHours({ bucketMs, buckets }: Range): Pick<Range, 'bucketMs' | 'buckets'> {
  const hours = Math.max(bucketMs, HOUR_MS);
  return { bucketMs: hours, buckets: Math.max(2, (bucketMs * buckets) / hours) };
}

/** The start of each bucket, oldest first. The last one contains the present; days are in UTC. */
export function bucketsOf({ bucketMs, buckets }: Pick<Range, 'bucketMs' | 'buckets'>, now: number): number[] {
  const last = now - (now % bucketMs);
  return Array.from({ length: buckets }, (_, at) => last - (buckets - 1 - at) * bucketMs);
}
