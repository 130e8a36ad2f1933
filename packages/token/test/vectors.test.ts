import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type TokenKind, verifyToken } from '../src/index.ts';
import { refusalOf } from './support.ts';

interface Sample {
  readonly library: string;
  readonly case: string;
  readonly kind: TokenKind;
  readonly accessKey: string;
  readonly secretAccessKey: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly token: string;
}

const { tokens: samples } = JSON.parse(
  readFileSync(new URL('token-samples.json', import.meta.url), 'utf8'),
) as { readonly tokens: readonly Sample[] };

/** Before the first sample expires. */
const NOW = 1_800_000_000_000;
const ROLES: Readonly<Record<string, string>> = { '0': 'admin', '1': 'writer', '2': 'reader' };
const FORMAT_FIELDS = ['ak', 'nonce', 'role', 'uuid', 'expireAt', 'sig'];

it('the samples are all there', () => {
  expect(samples).toHaveLength(18);
});

describe.each(samples)('a token of the vendor: $library, $case', (sample) => {
  const { token, kind, fields, secretAccessKey: secretKey } = sample;

  it('verifies with its key and gives its fields as claims', () => {
    const claims = verifyToken(token, { secretKey, kinds: [kind], now: NOW });
    const { expireAt } = fields;
    expect(claims).toMatchObject({
      kind,
      accessKey: fields.ak,
      role: ROLES[fields.role ?? ''],
      nonce: fields.nonce,
    });
    expect(claims.uuid).toBe(fields.uuid);
    expect(claims.expiresAt).toBe(expireAt === undefined ? undefined : Number(expireAt));
    const extra = Object.entries(fields).filter(([name]) => !FORMAT_FIELDS.includes(name));
    expect(Object.entries(claims.extra)).toEqual(extra);
  });

  it('is refused with a wrong key', () => {
    for (const wrong of [`${secretKey}x`, secretKey.slice(1), secretKey.toUpperCase(), ' ']) {
      if (wrong === secretKey) continue;
      const refusal = refusalOf(() => verifyToken(token, { secretKey: wrong, kinds: [kind], now: NOW }));
      expect(refusal.code).toBe('signature');
    }
  });
});
