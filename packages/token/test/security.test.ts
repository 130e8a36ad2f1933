import { describe, expect, it } from 'vitest';
import {
  decodeUnverifiedToken,
  signRoomToken,
  TOKEN_KINDS,
  type TokenKind,
  verifyToken,
} from '../src/index.ts';
import {
  ACCESS_KEY,
  expectRefused,
  goodFields,
  NOW,
  payloadOf,
  queryOf,
  refusalOf,
  SECRET_KEY,
  signatureFor,
  signedTokenOf,
  tokenOf,
  tokenOfQuery,
  UUID,
  verifyAny,
  withField,
  withoutField,
} from './support.ts';

// Attacks on the signature, the claims and the kind, by name. Attacks on the spelling of a token are in
// security-encoding, on its size in security-size, and by what a refusal reveals in security-leaks.

const PAIRS = TOKEN_KINDS.flatMap((from) =>
  TOKEN_KINDS.filter((to) => to !== from).map((to) => [from, to] as const),
);

function tokenWith(name: string, value: string, kind: TokenKind = 'room'): string {
  return signedTokenOf(kind, withField(goodFields(kind), name, value));
}

function tokenWithout(name: string, kind: TokenKind = 'room'): string {
  return signedTokenOf(kind, withoutField(goodFields(kind), name));
}

/** A room token whose signature is the result of `change` on the good one. */
function resigned(change: (signature: string) => string): string {
  const fields = goodFields('room');
  return tokenOf('room', withField(fields, 'sig', change(signatureFor(fields, SECRET_KEY))));
}

describe('changed claims', () => {
  it.each([
    ['ak', 'other_ak'],
    ['nonce', 'other-nonce'],
    ['role', '0'],
    ['uuid', 'f'.repeat(32)],
    ['expireAt', String(NOW + 1)],
    ['team', 'extra'],
  ])('a %s changed or added after signing is refused', (name, value) => {
    const sig = signatureFor(goodFields('room'), SECRET_KEY);
    const token = tokenOf('room', [...withField(goodFields('room'), name, value), ['sig', sig]]);
    expectRefused(token, 'signature');
  });

  it('an expireAt or an extra field dropped after signing is refused', () => {
    for (const name of ['expireAt', 'team']) {
      const fields = withField(goodFields('room'), name, '9999999999999');
      const sig = signatureFor(fields, SECRET_KEY);
      expectRefused(tokenOf('room', withField(goodFields('room'), 'sig', sig)), 'signature');
    }
  });
});

describe('expired token', () => {
  const token = signRoomToken({
    accessKey: ACCESS_KEY,
    secretKey: SECRET_KEY,
    role: 'writer',
    uuid: UUID,
    lifespanMs: 1000,
    now: NOW,
  });

  it('is good one millisecond before expireAt', () => {
    expect(verifyAny(token, NOW + 999).expiresAt).toBe(NOW + 1000);
  });

  it('is refused at exactly expireAt and ever after', () => {
    for (const now of [NOW + 1000, NOW + 1001, Number.MAX_SAFE_INTEGER]) expectRefused(token, 'expired', now);
  });

  it('is refused as expired only with a right signature, and before its kind is checked', () => {
    const options = { kinds: ['sdk'], now: NOW + 1000 } as const;
    expect(refusalOf(() => verifyToken(token, { ...options, secretKey: 'wrong' })).code).toBe('signature');
    expect(refusalOf(() => verifyToken(token, { ...options, secretKey: SECRET_KEY })).code).toBe('expired');
  });

  it.each(['', '-1', '+1', '1.5', '1e3', '0x10', ' 1', '1 ', 'NaN', 'Infinity', 'never', '１', 'null'])(
    'an expireAt of %j is refused, however well signed',
    (expireAt) => expectRefused(tokenWith('expireAt', expireAt), 'format'),
  );

  it('an expireAt beyond the safe integers is refused: reading it would change it', () => {
    for (const expireAt of [
      '9007199254740992',
      '9'.repeat(16),
      '1'.repeat(17),
      `${'0'.repeat(16)}1`,
      '9'.repeat(400),
    ]) {
      expectRefused(tokenWith('expireAt', expireAt), 'format');
    }
    expect(verifyAny(tokenWith('expireAt', '9007199254740991')).expiresAt).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('an expireAt of 0 is long past: it does not mean "never expires"', () => {
    expectRefused(tokenWith('expireAt', '0'), 'expired');
  });
});

describe('foreign uuid', () => {
  it('an SDK token with a uuid, even an empty one, is refused', () => {
    expectRefused(tokenWith('uuid', UUID, 'sdk'), 'format');
    expectRefused(tokenWith('uuid', '', 'sdk'), 'format');
  });

  it.each(['room', 'task'] as const)('a %s token without a uuid or with an empty one is refused', (kind) => {
    expectRefused(tokenWithout('uuid', kind), 'format');
    expectRefused(tokenWith('uuid', '', kind), 'format');
  });
});

describe('missing field', () => {
  it.each(['ak', 'nonce', 'role', 'sig'])('a token without %s, or with an empty one, is refused', (name) => {
    for (const kind of TOKEN_KINDS) {
      const fields = withField(goodFields(kind), 'sig', signatureFor(goodFields(kind), SECRET_KEY));
      expect(verifyAny(tokenOf(kind, fields)).kind).toBe(kind);
      expectRefused(tokenOf(kind, withoutField(fields, name)), 'format');
      expectRefused(tokenOf(kind, withField(fields, name, '')), 'format');
      if (name !== 'sig') expectRefused(signedTokenOf(kind, withoutField(goodFields(kind), name)), 'format');
    }
  });
});

describe('relabelled prefix', () => {
  it.each(PAIRS)('a %s token with the prefix of a %s token is not accepted as the former', (from, to) => {
    const relabelled = tokenOfQuery(to, queryOf(signedTokenOf(from, goodFields(from))));
    const refusal = refusalOf(() =>
      verifyToken(relabelled, { secretKey: SECRET_KEY, kinds: [from], now: NOW }),
    );
    // Only `kinds` separates rooms from tasks: the signature is good for both.
    expect(refusal.code).toBe(from === 'sdk' || to === 'sdk' ? 'format' : 'kind');
  });

  it.each(PAIRS)('a good %s token is refused where only a %s token is accepted', (from, to) => {
    const token = signedTokenOf(from, goodFields(from));
    const options = { secretKey: SECRET_KEY, now: NOW };
    expect(refusalOf(() => verifyToken(token, { ...options, kinds: [to] })).code).toBe('kind');
    expect(verifyToken(token, { ...options, kinds: [to, from] }).kind).toBe(from);
  });

  it.each(['', 'NETLESS', 'NETLESSSDK', 'netlesssdk_', ' NETLESSSDK_', 'NETLESSSDK-', 'NETLESSTEAM_'])(
    '%j is not a prefix',
    (prefix) => expectRefused(prefix + payloadOf(signedTokenOf('sdk', goodFields('sdk'))), 'format'),
  );
});

describe('role beyond the table', () => {
  it.each(['3', '-1', '-', '/', '00', '01', '1.0', ' 1', 'admin', 'reader', 'length', '１'])(
    'a role of %j is refused, however well signed',
    (role) => expectRefused(tokenWith('role', role), 'format'),
  );
});

describe('signature forged', () => {
  it.each<[string, (signature: string) => string]>([
    ['upper-cased', (sig) => sig.toUpperCase()],
    ['truncated by one digit', (sig) => sig.slice(0, -1)],
    ['truncated to one digit', (sig) => sig.slice(0, 1)],
    ['lengthened', (sig) => `${sig}0`],
    ['doubled', (sig) => sig + sig],
    ['reversed', (sig) => [...sig].reverse().join('')],
    ['that is not hex', () => 'z'.repeat(64)],
    ['of zeros', () => '0'.repeat(64)],
    ['that ends in a NUL', (sig) => `${sig.slice(0, -1)}\0`],
    ['in full-width digits', (sig) => sig.replace(/[0-9]/g, (d) => String.fromCharCode(0xff10 + Number(d)))],
    // Code units whose low byte is the right digit: a Latin-1 comparison would accept them.
    [
      'in characters that share a low byte',
      (sig) => sig.replace(/./g, (d) => String.fromCharCode(0x100 + d.charCodeAt(0))),
    ],
    [
      'that ends in one such character',
      (sig) => sig.slice(0, -1) + String.fromCharCode(0x100 + sig.charCodeAt(63)),
    ],
    ['padded with a space', (sig) => ` ${sig}`],
    ['in base64', (sig) => Buffer.from(sig, 'hex').toString('base64')],
  ])('a signature %s is refused', (_name, change) => expectRefused(resigned(change), 'signature'));

  it('a signature emptied or stripped is refused', () => {
    expectRefused(
      resigned(() => ''),
      'format',
    );
    expectRefused(tokenOf('room', goodFields('room')), 'format');
  });

  it('a good signature does not carry over to the next token', () => {
    verifyAny(resigned((sig) => sig));
    expectRefused(
      resigned((sig) => sig.slice(0, 1)),
      'signature',
    );
    expectRefused(tokenOf('room', withField(goodFields('room'), 'sig', 'x')), 'signature');
  });

  it('the signature of another token of the same key is refused', () => {
    const other = signatureFor(withField(goodFields('room'), 'nonce', 'other'), SECRET_KEY);
    expectRefused(
      resigned(() => other),
      'signature',
    );
  });

  it('decoding does not check the signature, and says so in its name', () => {
    expect(decodeUnverifiedToken(resigned(() => 'nothing')).uuid).toBe(UUID);
  });
});
