import { median } from './statistics.ts';

/** Compares the times of two kinds of requests, in microseconds. */
export interface Comparison {
  readonly first: { readonly medianUs: number; readonly meanUs: number };
  readonly second: { readonly medianUs: number; readonly meanUs: number };
  /** The second median minus the first. */
  readonly differenceUs: number;
  /** The 95 % confidence interval of that difference. */
  readonly intervalUs: readonly [low: number, high: number];
  /** The probability of such a difference if there is none. */
  readonly p: number;
}

const RESAMPLES = 2000;

/** Compares two lists of times; those at the same index were measured one right after the other. */
export function compare(first: readonly number[], second: readonly number[]): Comparison {
  return {
    first: { medianUs: median(first), meanUs: mean(first) },
    second: { medianUs: median(second), meanUs: mean(second) },
    differenceUs: median(second) - median(first),
    intervalUs: bootstrapInterval(first, second),
    p: mannWhitneyP(first, second),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Resamples pairs instead of each list, since a slow moment hits both times of a pair. */
function bootstrapInterval(first: readonly number[], second: readonly number[]): [number, number] {
  const differences = Float64Array.from({ length: RESAMPLES }, () => {
    const drawn = Uint32Array.from(first, () => Math.random() * first.length);
    const of = (values: readonly number[]) => median(Float64Array.from(drawn, (at) => values[at] ?? 0));
    return of(second) - of(first);
  }).sort();
  const at = (share: number) => differences[Math.round((RESAMPLES - 1) * share)] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

/** The two-sided Mann–Whitney test, by the normal approximation; equal values share their mean rank. */
export function mannWhitneyP(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ].sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const inFirst = all.slice(from, to).filter(({ isFirst }) => isFirst).length;
    rankSum += (inFirst * (from + 1 + to)) / 2;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const [n, m] = [first.length, second.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const total = n + m;
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  return twoTails(Math.abs(u - (n * m) / 2) / Math.sqrt(variance));
}

/**
 * The share of the normal distribution beyond z on both sides: Abramowitz and Stegun 7.1.26, accurate to seven
 * digits.
 */
function twoTails(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp(-x * x);
}
