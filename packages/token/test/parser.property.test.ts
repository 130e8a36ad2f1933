import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUnverifiedToken, TOKEN_KINDS, TokenError, verifyToken } from '../src/index.ts';
import { goodFields, queryOf, signedTokenOf, tokenOfQuery } from './support.ts';

const PREFIX = fc.constantFrom('NETLESSSDK_', 'NETLESSROOM_', 'NETLESSTASK_');
const RUNS = { numRuns: 3000 };

/** Reads and verifies `token`, which may be accepted or refused; any other error fails the test. */
function expectCalm(token: string): void {
  for (const read of [
    () => decodeUnverifiedToken(token),
    () => verifyToken(token, { secretKey: 'sk', kinds: TOKEN_KINDS, now: 0 }),
  ]) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      expect(['format', 'signature', 'expired']).toContain(error.code);
    }
  }
}

describe('the parser throws nothing but a TokenError', () => {
  it('on arbitrary strings, lone surrogates among them', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), expectCalm), RUNS);
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 });
    fc.assert(
      fc.property(PREFIX, units, (prefix, codes) => expectCalm(prefix + String.fromCharCode(...codes))),
      RUNS,
    );
  });

  it('on arbitrary bytes behind a prefix', () => {
    fc.assert(
      fc.property(PREFIX, fc.uint8Array({ maxLength: 500 }), (prefix, bytes) => {
        expectCalm(prefix + Buffer.from(bytes).toString('base64url'));
      }),
      RUNS,
    );
  });

  it('on arbitrary query strings behind a prefix', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'ak',
        'nonce',
        'role',
        'uuid',
        'expireAt',
        'sig',
        '&',
        '=',
        '%',
        '+',
        '%20',
        '%FF',
        '1',
        '',
        '%ED%A0%80',
      ),
      fc.string({ maxLength: 5 }),
      fc.string({ maxLength: 5, unit: 'binary' }).map(encodeURIComponent),
    );
    fc.assert(
      fc.property(fc.constantFrom(...TOKEN_KINDS), fc.array(piece, { maxLength: 60 }), (kind, pieces) => {
        expectCalm(tokenOfQuery(kind, pieces.join('')));
      }),
      RUNS,
    );
  });

  it('on a good query string with arbitrary pieces removed, repeated and inserted', () => {
    const query = queryOf(signedTokenOf('room', goodFields('room')));
    fc.assert(
      fc.property(
        fc.constantFrom(...TOKEN_KINDS),
        fc.nat(query.length),
        fc.nat(query.length),
        fc.string({ maxLength: 8 }),
        (kind, start, end, put) => {
          expectCalm(tokenOfQuery(kind, query.slice(0, start) + put + query.slice(end)));
        },
      ),
      RUNS,
    );
  });

  it('on arbitrary fields, well encoded: reading gives what was written', () => {
    const name = fc.oneof(
      fc.constantFrom('ak', 'nonce', 'role', 'uuid', 'expireAt', 'sig'),
      fc.string({ minLength: 1, maxLength: 8 }),
    );
    const field = fc.tuple(name, fc.oneof(fc.constantFrom('0', '1', '2', ''), fc.string({ maxLength: 8 })));
    fc.assert(
      fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
        const token = tokenOfQuery(
          'task',
          fields.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'),
        );
        expectCalm(token);
        const isReadable = (() => {
          try {
            return decodeUnverifiedToken(token);
          } catch {
            return undefined;
          }
        })();
        if (isReadable === undefined) return;
        const written = new Map(fields);
        expect(written.size).toBe(fields.length);
        expect(isReadable.accessKey).toBe(written.get('ak'));
        expect(isReadable.uuid).toBe(written.get('uuid'));
      }),
      RUNS,
    );
  });
});
