import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  goodFields,
  NOW,
  refusalOf,
  SECRET_KEY,
  signedTokenOf,
  UUID,
  untyped,
  withField,
} from '../test/support.ts';
import { decodeUnverifiedToken } from './decode.ts';
import { TokenError } from './error.ts';
import { TOKEN_KINDS } from './kind.ts';
import { isExpired, verifyToken } from './verify.ts';

const token = signedTokenOf('room', goodFields('room'));
const GOOD = { secretKey: SECRET_KEY, kinds: ['room'], now: NOW } as const;

describe('findSecretKey', () => {
  const options = { kinds: ['room'], now: NOW } as const;

  it('that answers synchronously gives the claims synchronously', () => {
    const findSecretKey = vi.fn((accessKey: string) => (accessKey === 'test_ak' ? SECRET_KEY : undefined));
    const claims = verifyToken(token, { ...options, findSecretKey });
    expect(claims.uuid).toBe(UUID);
    expect(findSecretKey).toHaveBeenCalledExactlyOnceWith('test_ak');
  });

  it('that answers with a promise gives a promise of the claims', async () => {
    const promised = verifyToken(token, { ...options, findSecretKey: async () => SECRET_KEY });
    expect(promised).toBeInstanceOf(Promise);
    expect((await promised).uuid).toBe(UUID);
  });

  it('that knows no such access key refuses the signature, synchronously or by promise as it answered', async () => {
    const refusal = refusalOf(() => verifyToken(token, { ...options, findSecretKey: () => undefined }));
    expect(refusal.code).toBe('signature');
    const promised = verifyToken(token, { ...options, findSecretKey: async () => undefined });
    await expect(promised).rejects.toMatchObject({ name: 'TokenError', code: 'signature' });
  });

  it('that answers with a promise refuses a wrong signature, an expired token and a wrong kind by rejection', async () => {
    const expiring = signedTokenOf('room', withField(goodFields('room'), 'expireAt', String(NOW)));
    const findSecretKey = async () => SECRET_KEY;
    const codeOf = (promise: Promise<unknown>) =>
      promise.then(
        () => 'taken',
        (error: unknown) => (error instanceof TokenError ? error.code : error),
      );
    expect(await codeOf(verifyToken(expiring, { ...options, findSecretKey }))).toBe('expired');
    expect(await codeOf(verifyToken(token, { ...options, findSecretKey, kinds: ['task'] }))).toBe('kind');
    expect(await codeOf(verifyToken(token, { ...options, findSecretKey: async () => 'wrong' }))).toBe(
      'signature',
    );
  });

  it('that answers with a promise is not called for a malformed token, which is refused synchronously', () => {
    const findSecretKey = vi.fn(async () => SECRET_KEY);
    expect(refusalOf(() => verifyToken('no token', { ...options, findSecretKey })).code).toBe('format');
    expect(findSecretKey).not.toHaveBeenCalled();
  });

  it('that fails passes its own error on', async () => {
    const error = new Error('the store is down');
    const fail = () => {
      throw error;
    };
    expect(() => verifyToken(token, { ...options, findSecretKey: fail })).toThrow(error);
    await expect(verifyToken(token, { ...options, findSecretKey: async () => fail() })).rejects.toBe(error);
  });

  it('that answers with something other than a key is a TypeError, not a refusal', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    for (const wrong of ['', '\ud800', 7, {}, publicKey]) {
      expect(() => verifyToken(token, { ...options, findSecretKey: () => untyped<string>(wrong) })).toThrow(
        TypeError,
      );
      const promised = verifyToken(token, { ...options, findSecretKey: async () => untyped<string>(wrong) });
      await expect(promised).rejects.toBeInstanceOf(TypeError);
      await expect(promised).rejects.toHaveProperty('cause', expect.any(TypeError));
    }
  });

  it('may answer late: the present time is read after it answered', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    try {
      const expiring = signedTokenOf('room', withField(goodFields('room'), 'expireAt', String(NOW + 1)));
      const findSecretKey = async () => {
        vi.setSystemTime(NOW + 1);
        return SECRET_KEY;
      };
      await expect(verifyToken(expiring, { kinds: ['room'], findSecretKey })).rejects.toMatchObject({
        code: 'expired',
      });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('wrong options', () => {
  it.each([
    undefined,
    null,
    [],
    'room',
    new Set(['room']),
    {},
    ['rooms'],
    ['room', 'all'],
    ['Room'],
    [undefined],
    Array(1),
  ])('kinds that are empty or unknown are a TypeError even for a bad token: case %#', (kinds) => {
    for (const any of [token, 'no token']) {
      expect(() => verifyToken(any, untyped({ ...GOOD, kinds }))).toThrow(TypeError);
    }
  });

  it('neither a key nor a finder, or both, are a TypeError', () => {
    const findSecretKey = () => SECRET_KEY;
    const without = { kinds: ['room'], now: NOW };
    for (const wrong of [
      without,
      { ...without, secretKey: undefined },
      { ...without, findSecretKey: undefined },
      { ...without, secretKey: undefined, findSecretKey: undefined },
      { ...GOOD, findSecretKey },
      { ...GOOD, findSecretKey: 5 },
    ]) {
      expect(() => verifyToken('no token', untyped(wrong))).toThrow(TypeError);
    }
  });

  it('an undefined option beside the other one counts as absent', () => {
    const findSecretKey = () => SECRET_KEY;
    expect(verifyToken(token, untyped({ ...GOOD, findSecretKey: undefined })).uuid).toBe(UUID);
    expect(verifyToken(token, untyped({ ...GOOD, secretKey: undefined, findSecretKey })).uuid).toBe(UUID);
  });

  it.each([null, 'sk', 5, {}])('a finder that is not a function is a TypeError: case %#', (findSecretKey) => {
    expect(() => verifyToken('no token', untyped({ kinds: ['room'], findSecretKey }))).toThrow(TypeError);
  });

  it.each(['', '\ud800', 7, null, {}])(
    'a secret key that is not a text is a TypeError: case %#',
    (secretKey) => {
      expect(() => verifyToken(token, untyped({ ...GOOD, secretKey }))).toThrow(TypeError);
    },
  );

  it('a prepared key of another type than secret is a TypeError', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    for (const secretKey of [privateKey, publicKey]) {
      expect(() => verifyToken(token, { ...GOOD, secretKey })).toThrow(TypeError);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, '0', new Date(NOW), 1n])(
    'a present time that is not a time is a TypeError, so that no expired token passes: case %#',
    (now) => {
      const expired = signedTokenOf('room', withField(goodFields('room'), 'expireAt', '1'));
      expect(() => verifyToken(expired, untyped({ ...GOOD, now }))).toThrow(TypeError);
    },
  );

  it('no options at all are a TypeError', () => {
    expect(() => verifyToken(token, untyped(undefined))).toThrow(TypeError);
  });
});

describe('arguments and claims', () => {
  it('the options are not changed', () => {
    const kinds = Object.freeze(['room'] as const);
    const options = Object.freeze({ secretKey: SECRET_KEY, kinds, now: NOW });
    expect(verifyToken(token, options).uuid).toBe(UUID);
    expect(options).toEqual({ secretKey: SECRET_KEY, kinds: ['room'], now: NOW });
  });

  it('the claims equal those of decoding, in a new object each time', () => {
    const claims = verifyToken(token, GOOD);
    expect(claims).toEqual(decodeUnverifiedToken(token));
    expect(claims).not.toBe(verifyToken(token, GOOD));
  });

  it('the claims contain nothing of the signature', () => {
    expect(Object.keys(verifyToken(token, GOOD)).sort()).toEqual([
      'accessKey',
      'expiresAt',
      'extra',
      'issuedAt',
      'kind',
      'nonce',
      'role',
      'uuid',
    ]);
  });

  it('all kinds may be accepted at once', () => {
    for (const kind of TOKEN_KINDS) {
      const claims = verifyToken(signedTokenOf(kind, goodFields(kind)), { ...GOOD, kinds: TOKEN_KINDS });
      expect(claims.kind).toBe(kind);
    }
  });
});

describe('a refusal says why', () => {
  const wrongKey = { ...GOOD, secretKey: 'wrong' };
  const expired = signedTokenOf('room', withField(goodFields('room'), 'expireAt', String(NOW)));

  it.each([
    ['a wrong signature', token, wrongKey, 'the access key is unknown or the signature is wrong'],
    ['an expired token', expired, GOOD, 'the token has expired'],
    ['another kind', token, { ...GOOD, kinds: ['task'] as const }, 'a token of another kind is needed'],
  ])('for %s', (_fault, refused, options, message) => {
    expect(refusalOf(() => verifyToken(refused, options)).message).toBe(message);
  });
});

describe('isExpired', () => {
  it('is true from expiresAt on, never without one, and true if the present time is not a number', () => {
    expect(isExpired({ expiresAt: 1000 }, 999)).toBe(false);
    expect(isExpired({ expiresAt: 1000 }, 1000)).toBe(true);
    expect(isExpired({ expiresAt: 1000 }, 1001)).toBe(true);
    expect(isExpired({ expiresAt: undefined }, Number.MAX_VALUE)).toBe(false);
    expect(isExpired({ expiresAt: 1000 }, Number.NaN)).toBe(true);
  });
});
