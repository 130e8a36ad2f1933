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
