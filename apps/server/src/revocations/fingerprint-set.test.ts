import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FingerprintSet } from './fingerprint-set.ts';
import {
  fingerprintOfId,
  fingerprintOfRoom,
  fingerprintOfToken,
  idOfRule,
  idOfToken,
} from './revocation-id.ts';

test('holds exactly what was added, as it grows', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 0xffffffff }), { maxLength: 3000 }), (numbers) => {
      const set = new FingerprintSet();
      const [added, others] = [numbers.slice(0, numbers.length >> 1), numbers.slice(numbers.length >> 1)];
      for (const number of added) set.add(number);
      expect(added.every((number) => set.has(number))).toBe(true);
      // 0 and 1 share a slot: a false match costs a look-up in the database.
      expect(others.filter((number) => number > 1 && set.has(number))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('keeps every number as it grows, also those that share a place', () => {
  const set = new FingerprintSet();
  const numbers = [0, ...Array.from({ length: 3000 }, (_, at) => 7 + at * 1024)];
  for (const number of numbers) set.add(number);
  expect(numbers.filter((number) => !set.has(number))).toEqual([]);
  expect(set.has(7 + 3001 * 1024)).toBe(false);
});

test('tells apart numbers that share a bit', () => {
  const set = new FingerprintSet();
  set.add(5);
  // The same word of bits, the same bit of it, and the same slot.
  expect([set.has(5), set.has(5 + 4096)]).toEqual([true, false]);
  expect(set.has(0)).toBe(false);
  set.add(0);
  expect(set.has(0)).toBe(true);
});

test('the id of a token’s revocation is short and contains its fingerprint', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme', maxLength: 2000 }),
      (key, nonce) => {
        const id = idOfToken(key, nonce);
        expect(id).toMatch(/^token:[0-9a-f]{8}[\w-]{22}$/);
        expect(fingerprintOfId(id)).toBe(fingerprintOfToken(key, nonce));
      },
    ),
  );
});

test('fingerprints are part of stored ids, so they never change', () => {
  expect(fingerprintOfToken('ak', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(FINGERPRINT_OF_TOKEN);
  expect(idOfToken('ak', 'nonce')).toBe(ID_OF_TOKEN);
  expect(fingerprintOfId(idOfRule('room', 'a room'))).toBe(fingerprintOfRoom('a room'));
  expect(fingerprintOfId(idOfRule('key', 'ak'))).toBeUndefined();
});

const FINGERPRINT_OF_TOKEN = 1489404788;
const ID_OF_TOKEN = 'token:b7942904jCSuN1xJrEPXxzrjukH8m4';
