import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prepareSecretKey, signatureOf } from './secret-key.ts';

const hmac = (message: string, key: Uint8Array) => createHmac('sha256', key).update(message).digest('hex');

it('a prepared key makes the signatures of createHmac, for keys and messages of every length', () => {
  const keys = fc.uint8Array({ minLength: 1, maxLength: 300 });
  const messages = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 3000 }));
  fc.assert(
    fc.property(keys, messages, (key, message) => {
      const prepared = createSecretKey(key);
      expect(signatureOf(message, prepared)).toBe(hmac(message, key));
      expect(signatureOf(message, prepared)).toBe(hmac(message, key));
    }),
    { numRuns: 2000 },
  );
});

it.each([1, 31, 32, 63, 64, 65, 127, 128, 129])('a key of %i bytes signs like any other', (length) => {
  const key = Buffer.alloc(length, 0xa5);
  for (const message of ['', 'x', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64)]) {
    expect(signatureOf(message, createSecretKey(key))).toBe(hmac(message, key));
  }
});

it.each([16_383, 16_384, 16_385, 100_000])('a message of %i characters is signed in full', (length) => {
  const message = '\uffff'.repeat(length);
  expect(signatureOf(message, prepareSecretKey('sk'))).toBe(hmac(message, Buffer.from('sk')));
});

it('keys that are used in turns do not get mixed up', () => {
  const keys = [
    'one',
    'two',
    'a longer key of more than sixty-four bytes, which has to be hashed first of all',
  ];
  const prepared = keys.map(prepareSecretKey);
  for (let round = 0; round < 3; round++) {
    keys.forEach((key, at) => {
      const message = `message ${round}`;
      expect(signatureOf(message, prepared[at] ?? '')).toBe(hmac(message, Buffer.from(key)));
      expect(signatureOf(message, key)).toBe(hmac(message, Buffer.from(key)));
    });
  }
});
