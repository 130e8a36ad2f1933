import { describe, expect, it, vi } from 'vitest';
import { decodeUnverifiedToken, MAX_TOKEN_LENGTH, TOKEN_KINDS, verifyToken } from '../src/index.ts';
import { decodeBase64Url, parseQuery } from '../src/payload.ts';
import {
  ACCESS_KEY,
  expectRefused,
  type Fields,
  goodFields,
  NOW,
  queryOf,
  refusalOf,
  SECRET_KEY,
  signedTokenOf,
  tokenOfQuery,
  UUID,
  untyped,
  verifyAny,
  withField,
} from './support.ts';

// Attacks by the size and the type of a token. What is read of any token is bounded.

vi.mock('../src/payload.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../src/payload.ts')>();
  return {
    ...original,
    decodeBase64Url: vi.fn(original.decodeBase64Url),
    parseQuery: vi.fn(original.parseQuery),
  };
});

const good = signedTokenOf('room', goodFields('room'));

describe('too large', () => {
  /** `count` fields in all, including the signature. */
  const fieldsOf = (count: number): Fields => [
    ...goodFields('room'),
    ...Array.from({ length: count - 5 }, (_, index) => [`extra${index}`, String(index)] as const),
  ];

  it('64 fields are read, 65 are refused', () => {
    expect(Object.keys(verifyAny(signedTokenOf('room', fieldsOf(64))).extra)).toHaveLength(59);
    expectRefused(signedTokenOf('room', fieldsOf(65)), 'format');
  });

  it('nothing behind a 65th field is read', () => {
    const query = queryOf(signedTokenOf('room', fieldsOf(65)));
    const refusal = refusalOf(() => verifyAny(tokenOfQuery('room', `${query}&&&%`)));
    expect(refusal.message).toContain('64 fields');
  });

  it('8192 characters are read, 8193 are refused', () => {
    // Three more bytes are four more characters, and `A` is one byte of the value: this reaches every length but 1
    // modulo 4.
    const tokenOfTotal = (total: number) => {
      const length = Math.floor(
        ((total - signedTokenOf('room', withField(goodFields('room'), 'x', '')).length) * 3) / 4,
      );
      return [length - 1, length, length + 1]
        .map((size) => signedTokenOf('room', withField(goodFields('room'), 'x', 'A'.repeat(size))))
        .find((token) => token.length === total);
    };
    const longest = tokenOfTotal(MAX_TOKEN_LENGTH);
    expect(MAX_TOKEN_LENGTH).toBe(8192);
    expect(verifyAny(longest ?? '').uuid).toBe(UUID);
    expectRefused(`${longest}A`, 'format');
    expectRefused(tokenOfTotal(MAX_TOKEN_LENGTH + 2) ?? '', 'format');
  });

  it('a token that is too long is refused before any decoding', () => {
    vi.mocked(decodeBase64Url).mockClear();
    vi.mocked(parseQuery).mockClear();
    for (const token of ['x'.repeat(8193), good.padEnd(8193, 'A'), good.padEnd(2 ** 24, 'A')]) {
      expect(refusalOf(() => verifyAny(token)).message).toBe('longer than 8192 characters');
    }
    expect(decodeBase64Url).not.toHaveBeenCalled();
    expect(parseQuery).not.toHaveBeenCalled();
    verifyAny(good);
    expect(decodeBase64Url).toHaveBeenCalledOnce();
  });

  it('a token that is refused for its structure asks for no key', () => {
    const findSecretKey = vi.fn(() => SECRET_KEY);
    for (const token of ['', `${good}=`, tokenOfQuery('room', 'ak=a'), good.padEnd(8193, 'A')]) {
      refusalOf(() => verifyToken(token, { findSecretKey, kinds: TOKEN_KINDS, now: NOW }));
    }
    expect(findSecretKey).not.toHaveBeenCalled();
    verifyToken(good, { findSecretKey, kinds: TOKEN_KINDS, now: NOW });
    expect(findSecretKey).toHaveBeenCalledExactlyOnceWith(ACCESS_KEY);
  });
});

describe('wrong type', () => {
  it.each([
    undefined,
    null,
    0,
    true,
    [],
    [good],
    { toString: () => good, length: 1 },
    Buffer.from(good),
    Symbol('t'),
  ])('a token that is not a string is refused: case %#', (token) => {
    expectRefused(untyped(token), 'format');
    expect(refusalOf(() => decodeUnverifiedToken(untyped(token))).code).toBe('format');
  });

  it('a String object is not a string', () => {
    expectRefused(untyped(Object(good)), 'format');
  });
});
