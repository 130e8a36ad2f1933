import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import {
  type DiagnoseOptions,
  type Diagnosis,
  diagnoseToken,
  type KnownKey,
  type Mistake,
} from '../../src/diagnose/index.ts';
import type { TokenKind } from '../../src/index.ts';
import { type Fields, NOW, tokenOf, withField } from '../support.ts';

// The tokens of these tests are made by re-enactments of foreign generators, with node:crypto alone.

export const KEY: KnownKey = {
  accessKey: 'Xy3_ak-of-project',
  secretKey: 'kD93nfPq0-sZ_81LmAvTyWc5RbUe7HgJ',
  generatedAt: undefined,
};
export const SIBLING: KnownKey = {
  accessKey: 'Qe8_ak-of-sibling',
  secretKey: 'zT55vbNm1_xQ-20OpLkJhGf4DsAq6WeR',
  generatedAt: undefined,
};
export const UUID = '0f1e2d3c4b5a11f1869788796a5b4c3d';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A nonce as most generators write it, made at `ms`. */
export function uuidV1At(ms: number): string {
  const ticks = (BigInt(ms) + 12_219_292_800_000n) * 10_000n;
  const hex = ticks.toString(16).padStart(15, '0');
  return `${hex.slice(7)}-${hex.slice(3, 7)}-1${hex.slice(0, 3)}-9a8b-0a1b2c3d4e5f`;
}

/** Fields of a token issued a minute ago and good for an hour, in the order of their names. */
export function fieldsOf(kind: TokenKind, changes: Readonly<Record<string, string>> = {}): Fields {
  const fields: Record<string, string> = {
    ak: KEY.accessKey,
    expireAt: String(NOW - MINUTE + HOUR),
    nonce: uuidV1At(NOW - MINUTE),
    role: '1',
    ...(kind === 'sdk' ? {} : { uuid: UUID }),
    ...changes,
  };
  return sortedByName(Object.entries(fields));
}

export function sortedByName(fields: Fields): Fields {
  return fields.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export function hmac(message: string, secretKey = KEY.secretKey): string {
  return createHmac('sha256', secretKey).update(message).digest('hex');
}

/** The message that the format wants signed. */
export function rightJson(fields: Fields): string {
  return JSON.stringify(Object.fromEntries(sortedByName(fields)));
}

/** A token of these fields whose signature a generator made over `message`. */
export function tokenSignedOver(
  message: string,
  kind: TokenKind,
  fields: Fields,
  secretKey?: string,
): string {
  return tokenOf(kind, withField(fields, 'sig', hmac(message, secretKey)));
}

export function goodToken(kind: TokenKind = 'room', fields = fieldsOf(kind)): string {
  return tokenSignedOver(rightJson(fields), kind, fields);
}

export function optionsWith(changes: Partial<DiagnoseOptions> = {}, key = KEY): DiagnoseOptions {
  return {
    now: NOW,
    findKey: async (accessKey) => (accessKey === key.accessKey ? key : undefined),
    findSiblings: async (accessKey) => (accessKey === key.accessKey ? [SIBLING] : []),
    findKeyBySecret: async (secretKey) => (secretKey === key.secretKey ? key : undefined),
    ...changes,
  };
}

/** Diagnoses, and sees to it that no advice ever gives a secret key, a signature or the token away. */
export async function diagnose(text: string, options = optionsWith()): Promise<Diagnosis> {
  const diagnosis = await diagnoseToken(text, options);
  const { advice, explanations, decoded } = diagnosis;
  for (const told of [advice, JSON.stringify(explanations)]) {
    expect(told).not.toContain(KEY.secretKey);
    expect(told).not.toContain(SIBLING.secretKey);
    expect(told).not.toMatch(/[0-9a-f]{32}/i);
    if (text.length > 20) expect(told).not.toContain(text);
  }
  expect(explanations.length > 0).toBe(advice !== '');
  if (decoded !== undefined) expect(JSON.stringify(decoded)).not.toMatch(/[0-9a-f]{64}/);
  expect(advice === '').toBe(diagnosis.reason === null && diagnosis.mistake === null);
  return diagnosis;
}

/** Diagnoses and expects this mistake, with an advice that names each of `named`. */
export async function expectMistake(
  text: string,
  reason: Diagnosis['reason'],
  mistake: Mistake,
  named: readonly string[],
  options = optionsWith(),
): Promise<Diagnosis> {
  const diagnosis = await diagnose(text, options);
  expect(diagnosis).toMatchObject({ reason, mistake });
  expect(diagnosis.explanations.map(({ code }) => code)).toContain(mistake);
  for (const words of named) expect(diagnosis.advice).toContain(words);
  expect(diagnosis.decoded).toBeDefined();
  return diagnosis;
}

/** Diagnoses and expects that no mistake is claimed. */
export async function expectUnexplained(
  text: string,
  reason: Diagnosis['reason'],
  options = optionsWith(),
): Promise<Diagnosis> {
  const diagnosis = await diagnose(text, options);
  expect(diagnosis).toMatchObject({ reason, mistake: null });
  return diagnosis;
}
