const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['y', 365 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** The furthest time a `Date` can tell (ECMA-262 §21.4.1.1); a token may name a later one. */
const LAST_DATE_MS = 8.64e15;

/** A field name that an advice may repeat: too short for a signature or for a secret key that we generate. */
const SHOWABLE_NAME = /^[A-Za-z0-9_-]{1,24}$/;

/** A span of time in its two largest units, the second one left out where it is nought: `1 h 5 min`. */
export function durationText(ms: number): string {
  let rest = Math.abs(Math.round(ms));
  const parts: string[] = [];
  for (const [name, unit] of UNITS) {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count > 0) parts.push(`${count} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? '0 ms' : parts.join(' ');
}

/** A time as ISO 8601 in UTC. */
export function timeText(ms: number): string {
  return Math.abs(ms) > LAST_DATE_MS ? `${ms} ms` : new Date(ms).toISOString();
}

/** Field names as a list to read. What is no plain short name is not repeated: it could be anything. */
export function namesText(names: readonly string[]): string {
  const shown = showable(names, 'a further field');
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** The same in no language. */
export function nameList(names: readonly string[]): string {
  return showable(names, '…').join(', ');
}

function showable(names: readonly string[], otherwise: string): string[] {
  return names.map((name) => (SHOWABLE_NAME.test(name) ? name : otherwise));
}
