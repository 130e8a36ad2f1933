import { InvalidArgumentError } from 'commander';

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a lifespan: `90s`, `15m`, `1h`, `7d`, milliseconds, or `0` for no expiry.
 *
 * @returns milliseconds
 */
export function parseLifespan(text: string): number {
  const match = /^([0-9]+)(ms|s|m|h|d)?$/.exec(text);
  const lifespanMs =
    match === null ? Number.NaN : Number(match[1]) * (UNITS_MS[match[2] ?? 'ms'] ?? Number.NaN);
  if (!Number.isSafeInteger(Date.now() + lifespanMs)) {
    throw new InvalidArgumentError('Write 90s, 15m, 1h, 7d, milliseconds, or 0 for no expiry.');
  }
  return lifespanMs;
}

/** A time span in its two largest units: `1 h 30 min`. */
export function showSpan(ms: number): string {
  const units: [string, number][] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ];
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(' ') || `${ms} ms`;
}
