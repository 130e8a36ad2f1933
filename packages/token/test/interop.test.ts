import * as vendor from 'netless-token';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  decodeUnverifiedToken,
  ROLES,
  type Role,
  signRoomToken,
  signSdkToken,
  signTaskToken,
  verifyToken,
} from '../src/index.ts';
import { createUuidV1 } from '../src/uuid-v1.ts';

// Two generators differ only in the nonce, so ours is made to write the vendor's. Then both tokens must be the same
// text.
vi.mock('../src/uuid-v1.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../src/uuid-v1.ts')>();
  return { ...original, createUuidV1: vi.fn(original.createUuidV1) };
});

const NOW = 1_750_000_000_123;
const SECRET_KEYS = ['sk', '密钥🔑', 'a +/~*!\'()&=%"\\z', '0'.repeat(200)];
const TEXTS = [
  '0f1e2d3c4b5a11f1869788796a5b4c3d',
  'With_Plain-Characters09',
  'a b',
  ' leading and trailing ',
  "a+b/c~d*e!f'g(h)i&j=k%l",
  '%20%2B%zz',
  'quote " backslash \\ slash /',
  'tab \t newline \n nul \0 delete \x7f',
  'ünïcödé',
  '房间🎨',
  '\u2028\u2029\ufeff',
  '\ud7ff\ue000\uffff\u{10ffff}',
  '__proto__',
  'x'.repeat(256),
  '\uffff'.repeat(256),
];
const VENDOR_ROLES: Readonly<Record<Role, vendor.TokenRole>> = {
  admin: vendor.TokenRole.Admin,
  writer: vendor.TokenRole.Writer,
  reader: vendor.TokenRole.Reader,
};
const GENERATORS = {
  sdk: { theirs: vendor.sdkToken, ours: signSdkToken },
  room: { theirs: vendor.roomToken, ours: signRoomToken },
  task: { theirs: vendor.taskToken, ours: signTaskToken },
} as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});

afterEach(() => {
  vi.useRealTimers();
  vi.mocked(createUuidV1).mockReset();
});

describe.each(['room', 'task'] as const)('the generator of the vendor, %s token', (kind) => {
  const { theirs, ours } = GENERATORS[kind];

  it.each(TEXTS)('equals our token character for character, and verifies here: %j', (text) => {
    for (const role of ROLES) {
      for (const secretKey of SECRET_KEYS) {
        for (const lifespanMs of [0, 1, 3_600_000]) {
          const accessKey = `${text.slice(0, 250)}-ak`;
          const token = theirs(accessKey, secretKey, lifespanMs, { role: VENDOR_ROLES[role], uuid: text });
          const claims = verifyToken(token, { secretKey, kinds: [kind], now: NOW });
          expect(claims).toMatchObject({ kind, accessKey, role, uuid: text });
          expect(claims.expiresAt).toBe(lifespanMs === 0 ? undefined : NOW + lifespanMs);

          vi.mocked(createUuidV1).mockReturnValueOnce(claims.nonce);
          expect(ours({ accessKey, secretKey, role, uuid: text, lifespanMs, now: NOW })).toBe(token);
        }
      }
    }
  });
});

describe('the generator of the vendor, SDK token', () => {
  it.each(TEXTS)('equals our token character for character, and verifies here: %j', (accessKey) => {
    for (const role of ROLES) {
      for (const secretKey of SECRET_KEYS) {
        for (const lifespanMs of [0, 1, 3_600_000]) {
          const token = vendor.sdkToken(accessKey, secretKey, lifespanMs, { role: VENDOR_ROLES[role] });
          const claims = verifyToken(token, { secretKey, kinds: ['sdk'], now: NOW });
          expect(claims).toMatchObject({ kind: 'sdk', accessKey, role, uuid: undefined });

          vi.mocked(createUuidV1).mockReturnValueOnce(claims.nonce);
          expect(signSdkToken({ accessKey, secretKey, role, lifespanMs, now: NOW })).toBe(token);
        }
      }
    }
  });
});

it('the nonce of the vendor gives the time of issue', () => {
  const token = vendor.sdkToken('ak', 'sk', 0, { role: vendor.TokenRole.Reader });
  expect(decodeUnverifiedToken(token).issuedAt).toBe(NOW);
});

it('without a stubbed nonce, our token differs from the vendor’s only in nonce and signature', () => {
  const theirs = vendor.roomToken('ak', 'sk', 5, { role: vendor.TokenRole.Admin, uuid: 'u' });
  const ours = signRoomToken({ accessKey: 'ak', secretKey: 'sk', role: 'admin', uuid: 'u', lifespanMs: 5 });
  const [a, b] = [theirs, ours].map((token) => {
    const { nonce: _nonce, ...claims } = decodeUnverifiedToken(token);
    return claims;
  });
  expect(ours).not.toBe(theirs);
  expect(b).toEqual(a);
});
