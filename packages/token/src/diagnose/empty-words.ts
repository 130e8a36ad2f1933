/** What programs write for a value that they do not have. */
const EMPTY_WORDS = new Set([
  '',
  'undefined',
  'null',
  '(null)',
  'none',
  'nil',
  '<nil>',
  '%!s(<nil>)',
  'nan',
  'false',
  '[object object]',
  '[object promise]',
]);

/** Whether a text stands for no value: `undefined`, `None`, `[object Object]` and such, or nothing at all. */
export function isEmptyWord(text: string): boolean {
  return EMPTY_WORDS.has(text.trim().toLowerCase());
}
