import type { QuotaName } from './policy-draft.ts';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const;

/** `7 days`, `90 minutes`: exactly, in the largest unit that does. */
export function formatLifespan(ms: number, language: string): string {
  const [unit, length] = UNITS.find(([, candidate]) => ms % candidate === 0) ?? ['millisecond', 1];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(ms / length);
}

export const GIGABYTE = 1e9;

/** A quota in what it counts: bytes, or things. */
export function formatQuota(name: QuotaName, quota: number, language: string): string {
  if (name !== 'maxBytes') return new Intl.NumberFormat(language).format(quota);
  const format = { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 9 } as const;
  return new Intl.NumberFormat(language, format).format(quota / GIGABYTE);
}
