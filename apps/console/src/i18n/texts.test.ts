import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** `rooms.empty.title` → its text, for every text. */
function flatten(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value as object, `${prefix}${key}.`),
  );
}

/** Chinese has no singular, so `_one` is English alone. */
const keysOf = (texts: object) =>
  flatten(texts)
    .map(([key]) => key)
    .filter((key) => !key.endsWith('_one'))
    .sort();

const placeholdersOf = (texts: object) =>
  flatten(texts)
    .filter(([key]) => !key.endsWith('_one'))
    .map(([key, text]) => [key, [...text.matchAll(/{{\s*\w+\s*}}/g)].map(([name]) => name).sort()]);

test('every text there is in one language is there in the other', () => {
  expect(keysOf(zh)).toEqual(keysOf(en));
});

test('a text has the same values to fill in in both languages', () => {
  expect(Object.fromEntries(placeholdersOf(zh))).toEqual(Object.fromEntries(placeholdersOf(en)));
});

test('no text is empty, and none is left in English', () => {
  expect([...flatten(en), ...flatten(zh)].filter(([, text]) => text.trim() === '')).toEqual([]);
  const english = new Map(flatten(en));
  // Names and what is code are the same everywhere: one word, or a phrase without a space.
  const untranslated = flatten(zh).filter(([key, text]) => text === english.get(key) && /\s/.test(text));
  expect(untranslated).toEqual([]);
});
