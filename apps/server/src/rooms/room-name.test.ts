import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfPrefix, foldedIfUnlike, foldName, MAX_SEARCH_LENGTH } from './room-name.ts';

test.each([
  ['Lesson 1', 'LESSON 1'],
  ['ÜBUNG', 'übung'],
  ['Урок', 'УРОК'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['ΟΔΟΣ', 'οδος'],
  ['café', 'cafe\u0301'],
  ['数学课', '数学课'],
])('%s and %s are one name to a search', (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test('nothing is stored beside a name that the databases fold by themselves', () => {
  for (const name of ['', 'Lesson 1', '数学课 A', '100%_\\', 'x'.repeat(2048)]) {
    expect(foldedIfUnlike(name)).toBeNull();
  }
  expect(foldedIfUnlike('ÜBUNG')).toBe('übung');
});

test('what is stored is no longer than what is searched, and cuts no character in two', () => {
  expect(foldedIfUnlike('Ü'.repeat(2048))).toBe('ü'.repeat(MAX_SEARCH_LENGTH));
  expect(foldName('😀'.repeat(100))).toBe('😀'.repeat(MAX_SEARCH_LENGTH));
});

test('what begins with a text lies between it and its end, and nothing else does', () => {
  const bytes = (text: string) => Buffer.from(text);
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(text, text, fc.boolean(), (prefix, other, isJoined) => {
      const tried = isJoined ? prefix + other : other;
      const end = endOfPrefix(prefix);
      const isWithin =
        Buffer.compare(bytes(tried), bytes(prefix)) >= 0 &&
        (end === undefined || Buffer.compare(bytes(tried), bytes(end)) < 0);
      expect(isWithin).toBe(tried.startsWith(prefix));
    }),
  );
  expect(endOfPrefix('a')).toBe('b');
  expect(endOfPrefix('\ud7ff')).toBe('\ue000');
  expect(endOfPrefix('a\u{10ffff}')).toBe('b');
  expect(endOfPrefix('\u{10ffff}')).toBeUndefined();
});
