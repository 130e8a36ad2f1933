const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const;

/** `7 days`, `90 minutes`: exact, in the largest unit that allows it. */
export function formatDuration(ms: number, language: string): string {
  const [unit, length] = UNITS.find(([, candidate]) => ms % candidate === 0) ?? ['millisecond', 1];
  return formatUnit(ms / length, unit, language);
}

/** `3 hours`: rounded down to the largest unit that `ms` fills. */
export function formatRoughly(ms: number, language: string): string {
  const [unit, length] = UNITS.find(([, candidate]) => ms >= candidate) ?? ['millisecond', 1];
  return formatUnit(Math.floor(ms / length), unit, language);
}

function formatUnit(amount: number, unit: (typeof UNITS)[number][0], language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
