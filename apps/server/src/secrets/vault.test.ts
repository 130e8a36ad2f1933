import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Vault } from './vault.ts';

const vault = new Vault(Buffer.alloc(32, 7));

test('whatever is sealed opens again, and no two sealed texts are alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (secretKey, accessKey) => {
      const sealed = vault.seal(secretKey, accessKey);
      expect(vault.open(sealed, accessKey)).toBe(secretKey);
      expect(vault.seal(secretKey, accessKey)).not.toBe(sealed);
    }),
  );
});

test('a text sealed for one access key does not open for another', () => {
  expect(() => vault.open(vault.seal('sk', 'ak-1'), 'ak-2')).toThrow();
});

test('another master key opens nothing, and has another id', () => {
  const other = new Vault(Buffer.alloc(32, 8));
  expect(other.keyId).not.toBe(vault.keyId);
  expect(() => other.open(vault.seal('sk', 'ak'), 'ak')).toThrow();
});

test('every changed character is detected', () => {
  const sealed = vault.seal('secret', 'ak');
  const start = sealed.indexOf('.') + 1;
  for (let at = start; at < sealed.length - 1; at++) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    expect(() => vault.open(changed, 'ak')).toThrow();
  }
});

test('a text too short to be sealed is an error, not a crash', () => {
  for (const sealed of ['', '.', 'x.', `${vault.keyId}.AAAA`])
    expect(() => vault.open(sealed, 'ak')).toThrow();
});
