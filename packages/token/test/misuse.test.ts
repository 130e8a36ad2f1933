import { describe, expect, it } from 'vitest';
import * as diagnosing from '../src/diagnose/index.ts';
import * as library from '../src/index.ts';
import { refusalOf, untyped } from './support.ts';

// Programs without types: every public function, called as a person might who has not read how.

const PAIR = { accessKey: 'LEAK-ak', secretKey: 'LEAK-sk' };
const SIGN = { ...PAIR, role: 'admin', lifespanMs: 1000 };
const ROOM = { ...SIGN, uuid: '0f1e2d3c4b5a11f1869788796a5b4c3d' };
const TOKEN = library.signRoomToken(untyped(ROOM));
const VERIFY = { secretKey: 'LEAK-sk', kinds: ['room'] };
const DIAGNOSE = {
  now: 0,
  findKey: async () => undefined,
  findSiblings: async () => [],
  findKeyBySecret: async () => undefined,
};

type Loose = (...args: unknown[]) => unknown;
const call = Object.fromEntries(
  Object.entries({ ...library, ...diagnosing }).filter(([, value]) => typeof value === 'function'),
) as Readonly<Record<string, Loose>>;

/** Every way to sign, with what is wrong in the options that all of them take. */
const SIGNING: [string, unknown[], RegExp][] = (
  [
    ['signSdkToken', SIGN],
    ['signRoomToken', ROOM],
    ['signTaskToken', ROOM],
  ] as const
).flatMap(([name, good]): [string, unknown[], RegExp][] => {
  const without = (field: string, more: object = {}) => {
    const { [field as keyof typeof good]: _, ...rest } = good;
    return [{ ...rest, ...more }];
  };
  return [
    [name, [], /options must be an object, not undefined/],
    [name, [null], /options must be an object, not null/],
    [
      name,
      ['LEAK-ak', 'LEAK-sk', 1000, {}],
      new RegExp(`^${name}\\(\\{ accessKey, secretKey, role, .*an object`),
    ],
    [name, without('accessKey'), /^accessKey must be a string .*, not undefined/],
    [name, without('accessKey', { ak: 'LEAK' }), /^accessKey .*called accessKey, not ak\)/],
    [name, [{ ...good, accessKey: 7 }], /^accessKey .* not a number/],
    [name, [{ ...good, accessKey: '' }], /^accessKey .* not an empty string/],
    [name, [{ ...good, accessKey: 'x'.repeat(257) }], /^accessKey .* not a string of 257 characters/],
    [name, without('secretKey'), /^secretKey must be .*prepareSecretKey\(\).*, not undefined/],
    [name, without('secretKey', { sk: 'LEAK' }), /^secretKey .*called secretKey, not sk\)/],
    [name, without('secretKey', { secretAccessKey: 'LEAK' }), /called secretKey, not secretAccessKey\)/],
    [name, [{ ...good, secretKey: Buffer.from('LEAK') }], /^secretKey must be .* not an object/],
    [name, [{ ...good, secretKey: null }], /^secretKey must be .* not null/],
    [name, [{ ...good, secretKey: Promise.resolve('LEAK') }], /^secretKey must be .* await it/],
    [name, without('role'), /^role must be 'admin', 'writer' or 'reader'.*, not undefined/],
    [name, [{ ...good, role: 'ADMIN' }], /^role must be 'admin'.*lower case.* not a string/],
    [name, [{ ...good, role: 0 }], /^role must be 'admin'.* not a number/],
    [name, [{ ...good, role: 'owner' }], /^role must be 'admin'/],
    [name, without('lifespanMs'), /^lifespanMs must be a whole number of milliseconds.*, not undefined/],
    [name, without('lifespanMs', { lifespan: 1000 }), /called lifespanMs, not lifespan\)/],
    [name, without('lifespanMs', { expiresIn: '1h' }), /called lifespanMs, not expiresIn\)/],
    [name, [{ ...good, lifespanMs: '1000' }], /^lifespanMs .* not a string/],
    [name, [{ ...good, lifespanMs: 1000n }], /^lifespanMs .* not a bigint/],
    [name, [{ ...good, lifespanMs: -1 }], /^lifespanMs .* not a negative number/],
    [name, [{ ...good, lifespanMs: 0.5 }], /^lifespanMs .* not a fraction/],
    [name, [{ ...good, lifespanMs: Number.NaN }], /^lifespanMs .* not NaN/],
    [name, [{ ...good, lifespanMs: new Date() }], /^lifespanMs .* a Date/],
    [
      name,
      [{ ...good, now: new Date() }],
      /^now must be .*epoch milliseconds.* not a Date: pass its getTime/,
    ],
    [name, [{ ...good, now: '1750000000000' }], /^now must be .* not a string/],
    [name, [{ ...good, now: 1n }], /^now must be .* not a bigint/],
    [name, [{ ...good, now: Number.NaN }], /^now/],
  ];
});

const RESOURCE: [string, unknown[], RegExp][] = ['signRoomToken', 'signTaskToken'].flatMap(
  (name): [string, unknown[], RegExp][] => [
    [name, [SIGN], /^uuid must be a string .*, not undefined$/],
    [name, [{ ...SIGN, roomUuid: 'x' }], /called uuid, not roomUuid\)/],
    [name, [{ ...SIGN, uuid: null }], /^uuid must be .* not null/],
    [name, [{ ...SIGN, uuid: { uuid: 'x' } }], /^uuid must be .* not an object/],
  ],
);

const findSecretKey = (found: unknown) => () => found;

const OTHERS: [string, unknown[], RegExp][] = [
  ['signSdkToken', [ROOM], /carries no uuid: .*signRoomToken/],
  [
    'verifyToken',
    [],
    /^verifyToken\(token, \{ kinds, secretKey \}\): the options must be an object, not undefined/,
  ],
  ['verifyToken', [TOKEN], /options must be an object, not undefined/],
  ['verifyToken', [TOKEN, null], /options must be an object, not null/],
  ['verifyToken', [TOKEN, 'LEAK-sk'], /options must be an object, not a string/],
  [
    'verifyToken',
    [TOKEN, { secretKey: 'LEAK-sk' }],
    /^kinds must be an array .*'sdk', 'room', 'task', not undefined/,
  ],
  ['verifyToken', [TOKEN, { secretKey: 'LEAK-sk', kind: 'room' }], /called kinds, not kind\)/],
  ['verifyToken', [TOKEN, { ...VERIFY, kinds: 'room' }], /^kinds must be an array .* not a string/],
  ['verifyToken', [TOKEN, { ...VERIFY, kinds: ['ROOM'] }], /^kinds must be an array .*'room'/],
  [
    'verifyToken',
    [TOKEN, { kinds: ['room'] }],
    /^secretKey must be .*or give findSecretKey, a function, not undefined/,
  ],
  ['verifyToken', [TOKEN, { kinds: ['room'], sk: 'LEAK-sk' }], /called secretKey, not sk\)/],
  ['verifyToken', [TOKEN, { ...VERIFY, findSecretKey: findSecretKey('x') }], /not both/],
  ['verifyToken', [TOKEN, { ...VERIFY, secretKey: '' }], /^secretKey must be a non-empty string/],
  ['verifyToken', [TOKEN, { ...VERIFY, secretKey: 5 }], /^secretKey .* not a number/],
  ['verifyToken', [TOKEN, { ...VERIFY, secretKey: null }], /^secretKey must be .* not null/],
  [
    'verifyToken',
    [TOKEN, { kinds: ['room'], findSecretKey: new Map() }],
    /^findSecretKey must be a function/,
  ],
  [
    'verifyToken',
    [TOKEN, { kinds: ['room'], findSecretKey: findSecretKey(PAIR) }],
    /^findSecretKey must return a non-empty string .*, undefined for an unknown access key, or .* not an object/,
  ],
  [
    'verifyToken',
    [TOKEN, { kinds: ['room'], findSecretKey: async () => PAIR }],
    /^findSecretKey must return/,
  ],
  ['verifyToken', [TOKEN, { ...VERIFY, now: new Date() }], /^now must be a time .* not a Date/],
  ['prepareSecretKey', [], /^secretKey must be a non-empty string .* not undefined/],
  ['prepareSecretKey', [Buffer.from('LEAK')], /^secretKey must be .* not an object/],
  ['createUuidV1', [], /^now must be a whole number of epoch milliseconds .* not undefined/],
  ['createUuidV1', [new Date()], /^now must be .* a Date/],
  ['isExpired', [], /^isExpired\(claims, now\): claims must be those of verifyToken\(\), not undefined/],
  ['isExpired', [TOKEN, 0], /claims must be .* not a string/],
  ['isExpired', [null, 0], /claims must be .* not null/],
  ['isExpired', [{ expiresAt: 1 }], /now must be epoch milliseconds, not undefined/],
  ['isExpired', [{ expiresAt: 1 }, new Date()], /now must be epoch milliseconds, not a Date/],
  ['diagnoseToken', [], /^diagnoseToken\(text, \{ now, findKey, .*options must be an object, not undefined/],
  ['diagnoseToken', [TOKEN], /options must be an object, not undefined/],
  [
    'diagnoseToken',
    [TOKEN, { ...DIAGNOSE, now: undefined }],
    /^now must be a time in epoch milliseconds, not undefined/,
  ],
  ['diagnoseToken', [TOKEN, { ...DIAGNOSE, now: new Date() }], /^now must be .* a Date/],
  [
    'diagnoseToken',
    [TOKEN, { ...DIAGNOSE, findKey: undefined }],
    /^findKey must be a function .* not undefined/,
  ],
  [
    'diagnoseToken',
    [TOKEN, { ...DIAGNOSE, findSiblings: [] }],
    /^findSiblings must be a function .* not an array/,
  ],
  ['diagnoseToken', [TOKEN, { ...DIAGNOSE, findKeyBySecret: 'x' }], /^findKeyBySecret must be a function/],
];

const thrownBy = (act: () => Promise<unknown>) => act().catch((thrown: unknown) => thrown);

const CASES = [...SIGNING, ...RESOURCE, ...OTHERS];

describe('a call that cannot be right throws a TypeError that names the field and what it must be', () => {
  it.each(CASES)('%s: case %#', async (name, args, message) => {
    const error = await thrownBy(async () => await call[name]?.(...args));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toMatch(message);
    expect((error as TypeError).message).not.toMatch(/LEAK|Cannot|undefined \(reading/);
  });
});

/** These take anything from outside, and answer or refuse. */
const TAKING_ANYTHING = {
  decodeUnverifiedToken: () =>
    expect(refusalOf(() => call.decodeUnverifiedToken?.())).toMatchObject({
      code: 'format',
      message: 'a token is a string',
    }),
  isRole: () => expect(call.isRole?.()).toBe(false),
  isRoleAtLeast: () => expect(call.isRoleAtLeast?.()).toBe(false),
  plainUuid: () => expect(call.plainUuid?.()).toBeUndefined(),
  TokenError: () => expect(new library.TokenError('format', 'x')).toBeInstanceOf(Error),
};

it.each(Object.entries(TAKING_ANYTHING))('%s takes anything', (_name, check) => check());

it('no public function is left out', () => {
  const tried = new Set([...CASES.map(([name]) => name), ...Object.keys(TAKING_ANYTHING)]);
  expect([...tried].toSorted()).toEqual(Object.keys(call).toSorted());
});
