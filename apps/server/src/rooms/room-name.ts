import { foldText } from '../base/text.ts';

/** In characters, of a name that a client may give. */
export const MAX_ROOM_NAME_LENGTH = 2048;

/** How many characters of a name searches compare: PostgreSQL does not index long texts. */
export const MAX_SEARCH_LENGTH = 64;

export function foldName(name: string): string {
  return cut(foldText(name));
}

/** The folded name; `null` if the databases' `lower(name)`, which handles only ASCII, gives the same. */
export function foldedIfUnlike(name: string): string | null {
  const folded = foldName(name);
  return folded === cut(name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())) ? null : folded;
}

function cut(text: string): string {
  return [...text].slice(0, MAX_SEARCH_LENGTH).join('');
}
