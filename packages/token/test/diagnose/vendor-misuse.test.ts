import * as vendor from 'netless-token';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Mistake } from '../../src/diagnose/index.ts';
import { NOW, untyped } from '../support.ts';
import { diagnose, expectUnexplained, HOUR, KEY, optionsWith, UUID } from './support.ts';

// The vendor's own generator, called as people call it who pass the wrong thing.

const { accessKey: AK, secretKey: SK } = KEY;
const { Admin, Writer } = vendor.TokenRole;
const DASHED = '0f1e2d3c-4b5a-11f1-8697-88796a5b4c3d';

type Loose = (...args: unknown[]) => string;
const sdk = untyped<Loose>(vendor.sdkToken);
const room = untyped<Loose>(vendor.roomToken);
const task = untyped<Loose>(vendor.taskToken);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A call, why a verifier refuses what it makes, the first mistake, and words of the advice. */
type Refused = [call: () => string, reason: string, mistake: Mistake, words: RegExp];

const ROLES: Refused[] = [
  [() => sdk(AK, SK, HOUR, { role: 'admin' }), 'format', 'role-word', /"0" for admin/],
  [() => sdk(AK, SK, HOUR, { role: 'Writer' }), 'format', 'role-word', /digit/],
  [() => room(AK, SK, HOUR, { role: 'ADMINROLE', uuid: UUID }), 'format', 'role-word', /digit/],
  [() => room(AK, SK, HOUR, { role: 'owner', uuid: UUID }), 'format', 'role-word', /digit/],
  [() => task(AK, SK, HOUR, { role: 'undefined', uuid: UUID }), 'format', 'role-missing', /undefined/],
  [() => task(AK, SK, HOUR, { role: undefined, uuid: UUID }), 'format', 'role-missing', /absent/],
  [() => sdk(AK, SK, HOUR, { role: null }), 'format', 'role-missing', /absent/],
  [() => sdk(AK, SK, HOUR, {}), 'format', 'role-missing', /absent/],
  [() => sdk(AK, SK, HOUR), 'format', 'role-missing', /absent/],
  [() => room(AK, SK, 0, { uuid: UUID }), 'format', 'role-missing', /absent/],
  [() => sdk(AK, SK, HOUR, { role: '' }), 'format', 'role-missing', /empty/],
  [() => sdk(AK, SK, HOUR, { role: 3 }), 'format', 'role-range', /no role/],
  [() => sdk(AK, SK, HOUR, { role: -1 }), 'format', 'role-range', /no role/],
  [() => sdk(AK, SK, HOUR, { role: '00' }), 'format', 'role-range', /no role/],
  [() => sdk(AK, SK, HOUR, { role: '1.0' }), 'format', 'role-range', /no role/],
];

const UUIDS: Refused[] = [
  [() => room(AK, SK, HOUR, { role: Admin, uuid: '' }), 'format', 'uuid-missing', /wait for that answer/],
  [() => room(AK, SK, HOUR, { role: Admin }), 'format', 'relabelled-prefix', /no uuid was signed/],
  [() => task(AK, SK, HOUR, { role: Admin }), 'format', 'relabelled-prefix', /no uuid was signed/],
  [() => sdk(AK, SK, HOUR, { role: Admin, uuid: UUID }), 'format', 'relabelled-prefix', /a uuid was signed/],
];

const SWAPPED: Refused[] = [
  [() => sdk(SK, AK, HOUR, { role: Admin }), 'unknown-key', 'swapped-keys', /Swap them, and rotate/],
  [() => room(UUID, SK, HOUR, { role: Admin, uuid: AK }), 'unknown-key', 'swapped-arguments', /ak and uuid/],
  [() => room('1', SK, HOUR, { role: AK, uuid: UUID }), 'format', 'swapped-arguments', /ak and role/],
  [() => room(AK, SK, HOUR, { role: UUID, uuid: Admin }), 'format', 'swapped-arguments', /role and uuid/],
  [() => room(AK, SK, Admin, { role: HOUR, uuid: UUID }), 'format', 'swapped-arguments', /lifespan and role/],
  [
    () => room(AK, SK, Writer, { role: HOUR, uuid: UUID }),
    'format',
    'swapped-arguments',
    /lifespan and role/,
  ],
  [() => sdk(AK, AK, HOUR, { role: Admin }), 'signature', 'access-key-as-secret', /Anyone/],
  [() => sdk(AK, '', HOUR, { role: Admin }), 'signature', 'missing-secret-key', /no secret key.*Anyone/s],
  [() => sdk(AK, 'undefined', HOUR, { role: Admin }), 'signature', 'missing-secret-key', /no secret key/],
  [() => sdk(`${AK}\n`, SK, HOUR, { role: Admin }), 'unknown-key', 'padded-access-key', /around it/],
  [() => sdk(`"${AK}"`, SK, HOUR, { role: Admin }), 'unknown-key', 'padded-access-key', /around it/],
  [
    () => sdk(AK, Buffer.from(SK, 'base64'), HOUR, { role: Admin }),
    'signature',
    'altered-secret-key',
    /decoded from base64/,
  ],
  [() => sdk(AK, SK.toLowerCase(), HOUR, { role: Admin }), 'signature', 'altered-secret-key', /lower case/],
  [() => sdk(AK, `${SK}\t`, HOUR, { role: Admin }), 'signature', 'padded-secret-key', /a tab/],
  [() => sdk(AK, `\ufeff${SK}`, HOUR, { role: Admin }), 'signature', 'padded-secret-key', /byte order mark/],
];

const TIMES: Refused[] = [
  // With a text for a lifespan, the generator puts texts together.
  [() => sdk(AK, SK, '3600000', { role: Admin }), 'format', 'expire-at-concatenated', /"\+" put two strings/],
  [() => sdk(AK, SK, 3600.5, { role: Admin }), 'format', 'expire-at-form', /a fraction/],
  [() => sdk(AK, SK, 1e21, { role: Admin }), 'format', 'expire-at-form', /an exponent/],
  [() => sdk(AK, SK, NOW * 1e6, { role: Admin }), 'format', 'expire-at-unit', /nanoseconds/],
];

describe.each([
  ['role', ROLES],
  ['uuid', UUIDS],
  ['arguments', SWAPPED],
  ['times', TIMES],
])('%s', (_name, cases) => {
  it.each(cases)('case %#: %s', async (call, reason, mistake, words) => {
    const { advice, decoded, ...diagnosis } = await diagnose(call());
    expect(diagnosis).toMatchObject({ reason, mistake });
    expect(advice).toMatch(words);
    expect(decoded?.kind).toBeDefined();
  });
});

/** Tokens that verify, and are good for longer than anybody meant or for nothing that there is. */
type Warned = [call: () => string, mistake: Mistake, words: RegExp];

const WARNED: Warned[] = [
  [() => room(AK, SK, HOUR, { role: Admin, uuid: DASHED }), 'uuid-form', /has dashes/],
  [() => task(AK, SK, HOUR, { role: Admin, uuid: DASHED.toUpperCase() }), 'uuid-form', /has dashes/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: UUID.toUpperCase() }), 'uuid-form', /upper-case/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: ` ${UUID}\n` }), 'uuid-form', /around it/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: `{${DASHED}}` }), 'uuid-form', /around it/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: JSON.stringify(UUID) }), 'uuid-form', /around it/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: 'maths-101' }), 'uuid-form', /a name, or another argument/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: UUID.slice(1) }), 'uuid-form', /is not one/],
  [() => room(AK, SK, 0, { role: Admin, uuid: HOUR }), 'uuid-form', /is not one/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: 'undefined' }), 'uuid-missing', /wait for that answer/],
  [() => task(AK, SK, HOUR, { role: Admin, uuid: undefined }), 'uuid-missing', /undefined/],
  [() => task(AK, SK, HOUR, { role: Admin, uuid: null }), 'uuid-missing', /undefined/],
  [() => room(AK, SK, HOUR, { role: Admin, uuid: {} }), 'uuid-missing', /undefined/],
  [() => sdk(AK, SK, NOW + HOUR, { role: Admin }), 'lifespan-is-time', /2025-06-15T16:06:40/],
  [() => sdk(AK, SK, NOW / 1000 + 3600, { role: Admin }), 'lifespan-is-time', /2025-06-15T16:06:40/],
  [() => sdk(AK, SK, NOW * 1000 + HOUR * 1000, { role: Admin }), 'expire-at-unit', /microseconds/],
  [() => sdk(AK, SK, HOUR * 1000, { role: Admin }), 'lifespan-unit', /in microseconds \(1 h\)/],
  [() => sdk(AK, SK, HOUR * 1e4, { role: Admin }), 'lifespan-unit', /in ticks of 100 ns \(1 h\)/],
  [() => sdk(AK, SK, HOUR * 1e6, { role: Admin }), 'lifespan-unit', /in nanoseconds \(1 h\)/],
  [() => sdk(AK, SK, 100 * 365 * 24 * HOUR, { role: Admin }), 'far-expiry', /until 2125-/],
  [() => sdk(AK, SK, '60', { role: Admin }), 'expire-at-concatenated', /\(60\)/],
];

it.each(WARNED)('a warning, not a refusal: case %#: %s', async (call, mistake, words) => {
  const { reason, mistake: refusing, advice, warnings } = await diagnose(call());
  expect({ reason, refusing, advice }).toEqual({ reason: null, refusing: null, advice: '' });
  const warning = warnings.find(({ code }) => code === mistake);
  expect(warning?.sentence).toMatch(words);
});

it('a lifespan that somebody plans is none to warn of', async () => {
  const days = 24 * HOUR;
  for (const lifespan of [
    0,
    1,
    60_000,
    HOUR,
    12 * HOUR,
    days,
    7 * days,
    30 * days,
    365 * days,
    3650 * days,
  ]) {
    expect((await diagnose(sdk(AK, SK, lifespan, { role: Admin }))).warnings).toEqual([]);
  }
});

describe('a secret key in the wrong place is never shown', () => {
  it.each([
    ['uuid', () => room(AK, UUID, HOUR, { role: Admin, uuid: SK })],
    ['uuid', () => room(AK, SK, HOUR, { role: Admin, uuid: SK })],
    ['uuid', () => room('unknown', 'other', HOUR, { role: Admin, uuid: SK })],
    ['note', () => room(AK, SK, HOUR, { role: Admin, uuid: UUID, note: SK })],
  ])('in %s', async (field, call) => {
    const { explanations, warnings, decoded, isSecretExposed } = await diagnose(call());
    expect(isSecretExposed).toBe(true);
    expect(JSON.stringify(decoded)).not.toContain(SK);
    expect(JSON.stringify(decoded)).toContain('hidden');
    expect([...explanations, ...warnings].map(({ sentence }) => sentence).join()).toContain(
      `The ${field} field holds a secret key`,
    );
  });
});

it('a secret key as the role is told of, and not shown', async () => {
  const { advice, decoded } = await diagnose(room(AK, SK, HOUR, { role: SK, uuid: UUID }));
  expect(advice).toContain('The role field holds a secret key');
  expect(JSON.stringify(decoded)).not.toContain(SK);
});

it('an access key that is the word undefined is told of, and explains nothing', async () => {
  const { advice } = await expectUnexplained(sdk(undefined, 'x', HOUR, { role: Admin }), 'unknown-key');
  expect(advice).toContain('has no access key');
});

it('the swapped keys of a token whose role is a word are told of together with it', async () => {
  const { advice } = await diagnose(sdk(SK, AK, HOUR, { role: 'admin' }), optionsWith());
  expect(advice).toMatch(/^Access key and secret key were swapped.* The role is a word/s);
});
