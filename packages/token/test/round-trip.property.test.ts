import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeUnverifiedToken,
  prepareSecretKey,
  ROLES,
  type SignOptions,
  signRoomToken,
  signSdkToken,
  signTaskToken,
  TOKEN_KINDS,
  TokenError,
  type TokenKind,
  verifyToken,
} from '../src/index.ts';
import {
  type Fields,
  goodFields,
  queryOf,
  refusalOf,
  signatureFor,
  signedTokenOf,
  tokenOf,
  verifyAny,
} from './support.ts';

/** Any well-formed text of 1 to `maxLength` code units, plain or exotic. */
function text(maxLength: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.string({ minLength: 1, maxLength, unit: 'grapheme-ascii' }),
      fc.string({ minLength: 1, maxLength: Math.floor(maxLength / 2), unit: 'binary' }),
      fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/),
    )
    .filter((value) => value.length <= maxLength);
}

const NOW = fc.integer({ min: 0, max: 100_000_000_000_000 });
const OPTIONS = fc.record({
  accessKey: text(256),
  secretKey: text(300),
  role: fc.constantFrom(...ROLES),
  lifespanMs: fc.oneof(fc.constant(0), fc.nat(), fc.integer({ min: 0, max: 8_000_000_000_000_000 })),
  now: NOW,
});
const KIND = fc.constantFrom(...TOKEN_KINDS);

function sign(kind: TokenKind, options: SignOptions, uuid: string): string {
  if (kind === 'sdk') return signSdkToken(options);
  return kind === 'room' ? signRoomToken({ ...options, uuid }) : signTaskToken({ ...options, uuid });
}

describe('a signed token verifies, and its claims are those that were signed', () => {
  it('for every kind, access key, secret key, uuid, role, lifespan and time', () => {
    fc.assert(
      fc.property(KIND, OPTIONS, text(256), (kind, options, uuid) => {
        const { accessKey, secretKey, role, lifespanMs, now } = options;
        const token = sign(kind, options, uuid);
        const claims = verifyToken(token, { secretKey: prepareSecretKey(secretKey), kinds: [kind], now });
        expect(claims).toEqual({
          kind,
          accessKey,
          role,
          uuid: kind === 'sdk' ? undefined : uuid,
          expiresAt: lifespanMs === 0 ? undefined : now + lifespanMs,
          issuedAt: now,
          nonce: claims.nonce,
          extra: {},
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('in the same form as the independent writer of these tests', () => {
    fc.assert(
      fc.property(KIND, OPTIONS, text(256), (kind, options, uuid) => {
        const token = sign(kind, options, uuid);
        const fields: Fields = queryOf(token)
          .split('&')
          .map((pair) => pair.split('='))
          .map(([name = '', value = '']) => [name, decodeURIComponent(value)] as const);
        expect(tokenOf(kind, fields)).toBe(token);
        expect(new Map(fields).get('sig')).toBe(signatureFor(fields, options.secretKey));
        expect(fields.map(([name]) => name)).toEqual(fields.map(([name]) => name).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('and with no other key', () => {
    fc.assert(
      fc.property(KIND, OPTIONS, text(300), (kind, options, wrong) => {
        // HMAC pads a short key with NULs, so keys that differ only in trailing NULs are one key.
        fc.pre(wrong.replace(/\0+$/, '') !== options.secretKey.replace(/\0+$/, ''));
        const token = sign(kind, options, 'uuid');
        const check = () => verifyToken(token, { secretKey: wrong, kinds: [kind], now: options.now });
        expect(refusalOf(check).code).toBe('signature');
      }),
      { numRuns: 500 },
    );
  });
});

describe('fields in any order, known and extra', () => {
  const RESERVED = ['ak', 'nonce', 'role', 'uuid', 'expireAt', 'sig'];
  const EXTRA = fc.uniqueArray(
    fc.tuple(
      fc.oneof(
        text(20).filter((name) => !RESERVED.includes(name)),
        fc.constantFrom('__proto__', 'constructor', '10', '9', 'AK', 'Sig', ' ', '🔑', '\uffff'),
      ),
      fc.oneof(fc.constant(''), text(20)),
    ),
    { selector: ([name]) => name, maxLength: 20 },
  );

  it('verify, and the extra ones come back as they were signed', () => {
    fc.assert(
      fc.property(KIND, EXTRA, fc.infiniteStream(fc.nat()), (kind, extra, ranks) => {
        const fields: Fields = [...goodFields(kind), ...extra];
        const signed: Fields = [...fields, ['sig', signatureFor(fields, 'test-sk')]];
        const shuffled = signed
          .map((field) => ({ field, rank: ranks.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ field }) => field);
        const claims = verifyAny(tokenOf(kind, shuffled));
        expect(Object.entries(claims.extra).sort()).toEqual(extra.map(([n, v]) => [n, v]).sort());
      }),
      { numRuns: 1000 },
    );
  });

  it('verify with every space as `+`, as form encoders write it', () => {
    fc.assert(
      fc.property(EXTRA, (extra) => {
        const token = signedTokenOf('room', [...goodFields('room'), ...extra]);
        const query = queryOf(token).replaceAll('%20', '+');
        const respelled = `NETLESSROOM_${Buffer.from(query).toString('base64url')}`;
        expect(verifyAny(respelled)).toEqual(verifyAny(token));
      }),
    );
  });
});

describe('one changed character', () => {
  const CHARACTER = fc.oneof(
    fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= .'),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  );

  function expectNotTaken(token: string, secretKey: string, now: number): void {
    try {
      verifyToken(token, { secretKey, kinds: TOKEN_KINDS, now });
    } catch (error) {
      if (error instanceof TokenError) return;
      throw error;
    }
    expect.fail(`verified: ${JSON.stringify(token)}`);
  }

  it('is detected if it is replaced, inserted or removed anywhere in any token', () => {
    fc.assert(
      fc.property(
        KIND,
        OPTIONS,
        text(64),
        fc.nat(),
        CHARACTER,
        (kind, options, uuid, position, character) => {
          const { secretKey, now } = options;
          const token = sign(kind, options, uuid);
          const at = position % token.length;
          const inserted = position % (token.length + 1);
          if (token[at] !== character) {
            expectNotTaken(token.slice(0, at) + character + token.slice(at + 1), secretKey, now);
          }
          expectNotTaken(token.slice(0, inserted) + character + token.slice(inserted), secretKey, now);
          expectNotTaken(token.slice(0, at) + token.slice(at + 1), secretKey, now);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is detected at every position of one token of each kind, for every ASCII character', () => {
    for (const kind of TOKEN_KINDS) {
      const token = signedTokenOf(kind, [...goodFields(kind), ['extra field', 'a b+c/d~']]);
      expect(verifyAny(token).kind).toBe(kind);
      for (let at = 0; at < token.length; at++) {
        for (let code = 0; code < 128; code++) {
          const character = String.fromCharCode(code);
          if (token[at] === character) continue;
          expectNotTaken(token.slice(0, at) + character + token.slice(at + 1), 'test-sk', 0);
        }
      }
    }
  });

  it('of a claim shows in the decoded claims, so a token has one reading', () => {
    fc.assert(
      fc.property(KIND, OPTIONS, text(64), (kind, options, uuid) => {
        const token = sign(kind, options, uuid);
        expect(decodeUnverifiedToken(token)).toEqual(decodeUnverifiedToken(token));
      }),
    );
  });
});
