import type { QuotaName } from './project-types.ts';

export const GIGABYTE = 1e9;

/** A quota as a number, or in gigabytes. */
export function formatQuota(name: QuotaName, quota: number, language: string): string {
  if (name !== 'maxBytes') return new Intl.NumberFormat(language).format(quota);
  const format = { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 9 } as const;
  return new Intl.NumberFormat(language, format).format(quota / GIGABYTE);
}
