import { expect, test } from 'vitest';
import { foldedIfUnlike, foldName, MAX_SEARCH_LENGTH } from './room-name.ts';

test.each([
  ['Lesson 1', 'LESSON 1'],
  ['ÜBUNG', 'übung'],
  ['Урок', 'УРОК'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['ΟΔΟΣ', 'οδος'],
  ['café', 'cafe\u0301'],
  ['数学课', '数学课'],
])('a search does not distinguish %s and %s', (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test('stores no folded name that the databases can compute', () => {
  for (const name of ['', 'Lesson 1', '数学课 A', '100%_\\', 'x'.repeat(2048)]) {
    expect(foldedIfUnlike(name)).toBeNull();
  }
  expect(foldedIfUnlike('ÜBUNG')).toBe('übung');
});

test('stores no more than a search compares, and splits no character', () => {
  expect(foldedIfUnlike('Ü'.repeat(2048))).toBe('ü'.repeat(MAX_SEARCH_LENGTH));
  expect(foldName('😀'.repeat(100))).toBe('😀'.repeat(MAX_SEARCH_LENGTH));
});
