import { TOKEN_KINDS, type TokenKind } from '@boardgate/token/kind';
import { languageInUse } from '../../i18n/i18n.ts';
import type { Overview, Range } from './use-overview.ts';

export const MEASURES = ['issued', 'refused'] as const;
export type Measure = (typeof MEASURES)[number];
export type Bucket = Overview['buckets'][number];

/** Totals by kind. */
export function sumOf(buckets: readonly Bucket[], measure: Measure): Record<TokenKind, number> {
  const total = { sdk: 0, room: 0, task: 0 };
  for (const bucket of buckets) for (const kind of TOKEN_KINDS) total[kind] += bucket[measure][kind];
  return total;
}

export const addUp = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

export function formatNumber(number: number): string {
  return new Intl.NumberFormat(languageInUse().htmlLang).format(number);
}

/** Formats the start of a bucket. Days are UTC days, which have another date in other time zones. */
export function formatBucket(at: string, range: Range): string {
  const options: Record<Range, Intl.DateTimeFormatOptions> = {
    hour: { hour: 'numeric', minute: '2-digit' },
    day: { weekday: 'short', hour: 'numeric', minute: '2-digit' },
    month: { month: 'short', day: 'numeric', timeZone: 'UTC' },
  };
  return new Intl.DateTimeFormat(languageInUse().htmlLang, options[range]).format(new Date(at));
}

/** The hour that a time is in: the server counts keys by whole hours of UTC. */
export function formatHour(at: string): string {
  const hour = new Date(at);
  hour.setUTCMinutes(0, 0, 0);
  return new Intl.DateTimeFormat(languageInUse().htmlLang, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(hour);
}

/** The position of a bucket on the chart, whose axis is in local time: a UTC day is drawn as the local day of the same date. */
export function chartTime(at: string, range: Range): number {
  const time = new Date(at);
  return time.getTime() + (range === 'month' ? time.getTimezoneOffset() * 60_000 : 0);
}

export function isQuiet({ buckets, refusals }: Pick<Overview, 'buckets' | 'refusals'>): boolean {
  return refusals.length === 0 && hasNoTokens(buckets);
}

export function hasNoTokens(buckets: readonly Bucket[]): boolean {
  return MEASURES.every((measure) => addUp(Object.values(sumOf(buckets, measure))) === 0);
}
