import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { untyped } from '../test/support.ts';
import { decodeUnverifiedToken } from './decode.ts';
import { prepareSecretKey } from './secret-key.ts';
import { signRoomToken, signSdkToken, signTaskToken } from './sign.ts';
import { verifyToken } from './verify.ts';

const NOW = 1_750_000_000_000;
const GOOD = { accessKey: 'ak', secretKey: 'sk', role: 'writer', lifespanMs: 1000, now: NOW } as const;
const UUID = '0f1e2d3c4b5a11f1869788796a5b4c3d';

/** Signs a token of each kind with good options, except for `wrong`. */
const SIGNERS = [
  ['SDK', (wrong: object) => signSdkToken(untyped({ ...GOOD, ...wrong }))],
  ['Room', (wrong: object) => signRoomToken(untyped({ ...GOOD, uuid: UUID, ...wrong }))],
  ['Task', (wrong: object) => signTaskToken(untyped({ ...GOOD, uuid: UUID, ...wrong }))],
] as const;

const NO_FIELD = [
  undefined,
  null,
  '',
  0,
  7,
  true,
  ['a'],
  {},
  Symbol('a'),
  Object('a'),
  '\ud800',
  'a\udfff',
  '\udc00\ud800',
  'x'.repeat(257),
  '\u{1f511}'.repeat(129),
];

describe.each(SIGNERS)('%s token', (_name, sign) => {
  it('carries its options as claims, and no expiry for a lifespan of 0', () => {
    const claims = decodeUnverifiedToken(sign({}));
    expect(claims).toMatchObject({ accessKey: 'ak', role: 'writer', expiresAt: NOW + 1000, issuedAt: NOW });
    expect(decodeUnverifiedToken(sign({ lifespanMs: 0 })).expiresAt).toBeUndefined();
  });

  it('takes the time of the machine’s clock by default', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW + 5 });
    try {
      const claims = decodeUnverifiedToken(sign({ now: undefined }));
      expect(claims).toMatchObject({ issuedAt: NOW + 5, expiresAt: NOW + 1005 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('differs from every other token', () => {
    expect(sign({})).not.toBe(sign({}));
  });

  it('does not change its options', () => {
    expect(() =>
      sign(Object.freeze({ ...GOOD, uuid: undefined, ...(_name === 'SDK' ? {} : { uuid: UUID }) })),
    ).not.toThrow();
  });

  it.each(NO_FIELD)('an access key that does not fit a token is a TypeError: case %#', (accessKey) => {
    expect(() => sign({ accessKey })).toThrow(TypeError);
  });

  it.each([undefined, null, '', '\ud800', 'sk\udc00', 7, {}, [], new Uint8Array(4)])(
    'a secret key that is not a text is a TypeError: case %#',
    (secretKey) => expect(() => sign({ secretKey })).toThrow(TypeError),
  );

  it('a prepared key of another type than secret is a TypeError', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const secretKey of [privateKey, publicKey, createPrivateKey(pem), createPublicKey(pem)]) {
      expect(() => sign({ secretKey })).toThrow(
        new TypeError('a prepared secretKey must be of type "secret"'),
      );
    }
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const cryptoKey = await webcrypto.subtle.generateKey(algorithm, true, ['sign']);
    expect(() => sign({ secretKey: cryptoKey })).toThrow(TypeError);
  });

  it.each([undefined, null, '', 'owner', 'Admin', '0', 0, ['admin'], Object('admin')])(
    'an unknown role is a TypeError: case %#',
    (role) => expect(() => sign({ role })).toThrow(TypeError),
  );

  it.each([
    undefined,
    null,
    '1000',
    1000n,
    Number.NaN,
    0.5,
    -1,
    -0.1,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    1e300,
    {},
  ])('a lifespan that is not a whole number of milliseconds is a TypeError: case %#', (lifespanMs) =>
    expect(() => sign({ lifespanMs })).toThrow(TypeError),
  );

  it('an end beyond the safe integers is a TypeError, the last safe one is not', () => {
    const longest = Number.MAX_SAFE_INTEGER - NOW;
    expect(decodeUnverifiedToken(sign({ lifespanMs: longest })).expiresAt).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => sign({ lifespanMs: longest + 1 })).toThrow(TypeError);
    expect(() => sign({ lifespanMs: Number.MAX_SAFE_INTEGER })).toThrow(TypeError);
  });

  it('an end before 1970 is a TypeError: no verifier could read it', () => {
    expect(() => sign({ now: -1001 })).toThrow(TypeError);
    expect(() => sign({ now: -1, lifespanMs: 0 })).toThrow(TypeError);
    expect(decodeUnverifiedToken(sign({ now: -1000 }))).toMatchObject({ expiresAt: 0, issuedAt: -1000 });
  });

  it.each([null, '1750000000000', 1n, Number.NaN, NOW + 0.5, Number.POSITIVE_INFINITY, 1e15, new Date(NOW)])(
    'a present time that is not a time is a TypeError: case %#',
    (now) => expect(() => sign({ now })).toThrow(TypeError),
  );
});

describe.each([
  ['Room', signRoomToken, 'room'],
  ['Task', signTaskToken, 'task'],
] as const)('%s token', (_name, sign, kind) => {
  it.each(NO_FIELD)('a uuid that does not fit a token is a TypeError: case %#', (uuid) => {
    expect(() => sign(untyped({ ...GOOD, uuid }))).toThrow(TypeError);
  });

  it('is short enough to verify with the longest access key and uuid', () => {
    for (const character of ['x', '"', '\uffff', '\u{10ffff}']) {
      const longest = character.repeat(256 / character.length);
      const token = sign({ ...GOOD, accessKey: longest, uuid: longest });
      const claims = verifyToken(token, { secretKey: 'sk', kinds: [kind], now: NOW });
      expect(claims).toMatchObject({ accessKey: longest, uuid: longest });
    }
  });
});

describe('SDK token', () => {
  it('a uuid is a TypeError: the caller meant another kind', () => {
    for (const uuid of [UUID, '', null, 0]) {
      expect(() => signSdkToken(untyped({ ...GOOD, uuid }))).toThrow(TypeError);
    }
  });
});

describe('prepared key', () => {
  it('signs what its text verifies, and verifies what its text signs', () => {
    const prepared = prepareSecretKey('密钥🔑');
    const options = { kinds: ['sdk'], now: NOW } as const;
    const token = signSdkToken({ ...GOOD, secretKey: prepared });
    expect(verifyToken(token, { ...options, secretKey: '密钥🔑' }).accessKey).toBe('ak');
    const other = signSdkToken({ ...GOOD, secretKey: '密钥🔑' });
    expect(verifyToken(other, { ...options, secretKey: prepared }).accessKey).toBe('ak');
  });

  it.each([undefined, null, '', '\ud800', 0, Buffer.from('sk'), prepareSecretKey('sk')])(
    'is made only of text: case %#',
    (text) => expect(() => prepareSecretKey(untyped(text))).toThrow(TypeError),
  );
});
