import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { TOKEN_KINDS, TokenError, type TokenErrorCode, type TokenKind, verifyToken } from '../src/index.ts';

/**
 * A second, deliberately simple writer of tokens. It shares nothing with the library, so that the two check each
 * other, and it writes what the library refuses to write: any field, order or spelling.
 */
export type Fields = readonly (readonly [name: string, value: string])[];

const PREFIX: Readonly<Record<TokenKind, string>> = {
  sdk: 'NETLESSSDK_',
  room: 'NETLESSROOM_',
  task: 'NETLESSTASK_',
};

export const ACCESS_KEY = 'test_ak';
export const SECRET_KEY = 'test-sk';
export const UUID = '0f1e2d3c4b5a11f1869788796a5b4c3d';
export const NONCE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
/** The present time of every test that does not need a particular one. */
export const NOW = 1_750_000_000_000;

/** The fields of a good token, sorted by name, without a signature. */
export function goodFields(kind: TokenKind): Fields {
  const fields: Fields = [
    ['ak', ACCESS_KEY],
    ['nonce', NONCE],
    ['role', '1'],
  ];
  return kind === 'sdk' ? fields : [...fields, ['uuid', UUID]];
}

/** `fields` with one value replaced or added. */
export function withField(fields: Fields, name: string, value: string): Fields {
  return [...withoutField(fields, name), [name, value]];
}

export function withoutField(fields: Fields, name: string): Fields {
  return fields.filter(([other]) => other !== name);
}

/** Signs exactly as spec §3.5 says: JSON of all fields but `sig`, sorted by name. */
export function signatureFor(fields: Fields, secretKey: string): string {
  const signed = fields
    .filter(([name]) => name !== 'sig')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return createHmac('sha256', Buffer.from(secretKey, 'utf8'))
    .update(`{${signed.join(',')}}`)
    .digest('hex');
}

/** A token of exactly these fields. */
export function tokenOf(kind: TokenKind, fields: Fields): string {
  const query = fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return tokenOfQuery(kind, query.join('&'));
}

/** A token of this query string, byte for byte. */
export function tokenOfQuery(kind: TokenKind, query: string): string {
  return PREFIX[kind] + Buffer.from(query, 'utf8').toString('base64url');
}

/** A token of these fields with their signature at the end. */
export function signedTokenOf(kind: TokenKind, fields: Fields, secretKey = SECRET_KEY): string {
  return tokenOf(kind, withField(fields, 'sig', signatureFor(fields, secretKey)));
}

/** A signed token with good fields in a spelling that the caller chooses: `spell` gets the good query string. */
export function respelledToken(kind: TokenKind, fields: Fields, spell: (query: string) => string): string {
  const token = signedTokenOf(kind, fields);
  return tokenOfQuery(kind, spell(Buffer.from(payloadOf(token), 'base64url').toString('utf8')));
}

export function payloadOf(token: string): string {
  return token.slice(token.indexOf('_') + 1);
}

/** The query string inside a token, as it was written. */
export function queryOf(token: string): string {
  return Buffer.from(payloadOf(token), 'base64url').toString('utf8');
}

/** Passes a value that the types forbid, as an untyped caller could. */
export function untyped<T>(value: unknown): T {
  return value as T;
}

/** Verifies with the test's key and accepts any kind. */
export function verifyAny(token: string, now = NOW) {
  return verifyToken(token, { secretKey: SECRET_KEY, kinds: TOKEN_KINDS, now });
}

/** Expects `act` to throw a `TokenError` and returns it. */
export function refusalOf(act: () => unknown): TokenError {
  try {
    act();
  } catch (error) {
    if (error instanceof TokenError) return error;
    throw error;
  }
  return expect.unreachable('the token was taken') as never;
}

export function expectRefused(token: string, code: TokenErrorCode, now = NOW): void {
  expect(refusalOf(() => verifyAny(token, now)).code).toBe(code);
}
