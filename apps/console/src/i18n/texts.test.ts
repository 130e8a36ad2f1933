import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** Every text by its path, such as `rooms.empty.title`. */
function flatten(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value as object, `${prefix}${key}.`),
  );
}

/** Chinese has no singular forms. */
const keysOf = (texts: object) =>
  flatten(texts)
    .map(([key]) => key)
    .filter((key) => !key.endsWith('_one'))
    .sort();

const placeholdersOf = (texts: object) =>
  flatten(texts)
    .filter(([key]) => !key.endsWith('_one'))
    .map(([key, text]) => [key, [...text.matchAll(/{{\s*\w+\s*}}/g)].map(([name]) => name).sort()]);

test('both languages have the same keys', () => {
  expect(keysOf(zh)).toEqual(keysOf(en));
});

test('a text has the same placeholders in both languages', () => {
  expect(Object.fromEntries(placeholdersOf(zh))).toEqual(Object.fromEntries(placeholdersOf(en)));
});

test('no text is empty, and no Chinese text is English', () => {
  expect([...flatten(en), ...flatten(zh)].filter(([, text]) => text.trim() === '')).toEqual([]);
  const english = new Map(flatten(en));
  // Names and code are the same in both languages; they have no spaces.
  const untranslated = flatten(zh).filter(([key, text]) => text === english.get(key) && /\s/.test(text));
  expect(untranslated).toEqual([]);
});
