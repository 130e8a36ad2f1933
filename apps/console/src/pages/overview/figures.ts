import { languageInUse } from '../../i18n/i18n.ts';
import type { Overview, Range } from './use-overview.ts';

export const KINDS = ['sdk', 'room', 'task'] as const;
export type Kind = (typeof KINDS)[number];
export const MEASURES = ['issued', 'refused'] as const;
export type Measure = (typeof MEASURES)[number];
export type Bucket = Overview['buckets'][number];

/** All there was of each kind. */
export function sumOf(buckets: readonly Bucket[], measure: Measure): Record<Kind, number> {
  const total = { sdk: 0, room: 0, task: 0 };
  for (const bucket of buckets) for (const kind of KINDS) total[kind] += bucket[measure][kind];
  return total;
}

export const addUp = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

export function formatNumber(number: number): string {
  return new Intl.NumberFormat(languageInUse().htmlLang).format(number);
}

/** The beginning of a bucket in words. The server counts days by UTC: in another zone they would have the wrong date. */
export function formatBucket(at: string, range: Range): string {
  const options: Record<Range, Intl.DateTimeFormatOptions> = {
    hour: { hour: 'numeric', minute: '2-digit' },
    day: { weekday: 'short', hour: 'numeric', minute: '2-digit' },
    month: { month: 'short', day: 'numeric', timeZone: 'UTC' },
  };
  return new Intl.DateTimeFormat(languageInUse().htmlLang, options[range]).format(new Date(at));
}

/** Where a bucket stands on the chart, whose axis is in the reader's own zone: a day of UTC is drawn as the day of that date. */
export function chartTime(at: string, range: Range): number {
  const time = new Date(at);
  return time.getTime() + (range === 'month' ? time.getTimezoneOffset() * 60_000 : 0);
}

/** Whether nothing happened in the whole range. */
export function isQuiet({ buckets, refusals }: Pick<Overview, 'buckets' | 'refusals'>): boolean {
  return refusals.length === 0 && hasNoTokens(buckets);
}

export function hasNoTokens(buckets: readonly Bucket[]): boolean {
  return MEASURES.every((measure) => addUp(Object.values(sumOf(buckets, measure))) === 0);
}
