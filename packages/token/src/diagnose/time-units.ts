/** A unit that a program may count time in where milliseconds are wanted. */
export type TimeUnit = 'seconds' | 'microseconds' | 'ticks of 100 ns' | 'nanoseconds';

/** Epoch seconds of 2001-01-01 and 2100-01-01: 9 or 10 digits. */
export const FIRST_SECONDS = 978_307_200;
export const LAST_SECONDS = 4_102_444_800;

/** Milliseconds from the first years of .NET's ticks and of Windows's file times to 1970. */
const YEAR_1_MS = 62_135_596_800_000;
const YEAR_1601_MS = 11_644_473_600_000;

/** The units finer than a millisecond, by their number in a second. */
export const FINE_UNITS: readonly (readonly [unit: TimeUnit, perSecond: number])[] = [
  ['microseconds', 1e6],
  ['ticks of 100 ns', 1e7],
  ['nanoseconds', 1e9],
];

/** A count of another unit that is a time of this century, and which time that is, in epoch milliseconds. */
export interface TimeInUnit {
  readonly unit: TimeUnit;
  readonly meantMs: number;
}

/** Reads a count finer than milliseconds as a time between 2001 and 2100. */
export function timeInFineUnit(count: number): TimeInUnit | undefined {
  for (const [unit, perSecond] of FINE_UNITS) {
    const ms = Math.floor(count / (perSecond / 1000));
    for (const offsetMs of unit === 'ticks of 100 ns' ? [0, YEAR_1_MS, YEAR_1601_MS] : [0]) {
      if (isOfThisCentury(ms - offsetMs)) return { unit, meantMs: ms - offsetMs };
    }
  }
  return undefined;
}

/** Whether these epoch milliseconds lie between 2001 and 2100. */
export function isOfThisCentury(ms: number): boolean {
  return ms >= FIRST_SECONDS * 1000 && ms < LAST_SECONDS * 1000;
}
