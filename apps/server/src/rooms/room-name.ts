/** How many characters of a name searches compare: PostgreSQL does not index long texts. */
export const MAX_SEARCH_LENGTH = 64;

/**
 * The same for both cases and every encoding of an accent, in every script.
 */
export function foldName(name: string): string {
  return cut(name.normalize('NFC').toLowerCase().normalize('NFC').replaceAll('ς', 'σ'));
}

/** The folded name; `null` if the databases' `lower(name)`, which handles only ASCII, gives the same. */
export function foldedIfUnlike(name: string): string | null {
  const folded = foldName(name);
  return folded === cut(name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())) ? null : folded;
}

/** The first text, in code point order, after all texts that begin with `text`; `undefined` if there is none. */
export function endOfPrefix(text: string): string | undefined {
  const points = [...text];
  while (points.length > 0) {
    const next = nextPoint(points.pop()?.codePointAt(0) ?? 0);
    if (next !== undefined) return points.join('') + String.fromCodePoint(next);
  }
  return undefined;
}

/** Skips surrogates, which the databases cannot hold. */
function nextPoint(point: number): number | undefined {
  if (point === 0xd7_ff) return 0xe0_00;
  return point === 0x10_ff_ff ? undefined : point + 1;
}

function cut(text: string): string {
  return [...text].slice(0, MAX_SEARCH_LENGTH).join('');
}
