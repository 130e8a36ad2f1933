/** So much of a name can be searched for: an index of PostgreSQL does not take a long text. */
export const MAX_SEARCH_LENGTH = 64;

/** A name as it is searched for: upper and lower case are one, and so are two spellings of an accent. In every script, in both databases. */
export function foldName(name: string): string {
  return cut(name.normalize('NFC').toLowerCase().normalize('NFC').replaceAll('ς', 'σ'));
}

/** The folded name where `lower(name)` of the databases, which knows ASCII alone, is not as good; else `null`. */
export function foldedIfUnlike(name: string): string | null {
  const folded = foldName(name);
  return folded === cut(name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())) ? null : folded;
}

/** The first text, in the order of code points, after all that begin with `text`; `undefined` where there is none. */
export function endOfPrefix(text: string): string | undefined {
  const points = [...text];
  while (points.length > 0) {
    const next = nextPoint(points.pop()?.codePointAt(0) ?? 0);
    if (next !== undefined) return points.join('') + String.fromCodePoint(next);
  }
  return undefined;
}

/** Surrogates are no characters: the databases have none. */
function nextPoint(point: number): number | undefined {
  if (point === 0xd7_ff) return 0xe0_00;
  return point === 0x10_ff_ff ? undefined : point + 1;
}

function cut(text: string): string {
  return [...text].slice(0, MAX_SEARCH_LENGTH).join('');
}
