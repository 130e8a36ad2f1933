import { hash } from 'node:crypto';
import { messageToSign } from '../payload.ts';
import { type Finding, findingOf, type OtherHash } from './advice.ts';
import { plainAttemptsOf } from './attempts.ts';
import { ENCODERS } from './charsets.ts';
import type { ReadToken } from './reading.ts';
import { isSame, isSignedWithBytes } from './signature.ts';

/** By the bytes of the digest. */
const HMACS: Readonly<Record<number, readonly (readonly [OtherHash, algorithm: string])[]>> = {
  16: [['HMAC-MD5', 'md5']],
  20: [['HMAC-SHA1', 'sha1']],
  28: [['HMAC-SHA224', 'sha224']],
  32: [['HMAC-SHA3-256', 'sha3-256']],
  48: [['HMAC-SHA384', 'sha384']],
  64: [['HMAC-SHA512', 'sha512']],
};

/** A signature over the right message by another computation. */
export function findOtherHash(
  { query }: ReadToken,
  signature: string,
  secretKey: string,
): Finding | undefined {
  const message = messageToSign(query);
  for (const [name, algorithm] of HMACS[signature.length / 2] ?? []) {
    if (isSignedWithBytes(secretKey, message, signature, algorithm)) return findingOf('other-hash', name);
  }
  const others: readonly (readonly [OtherHash, () => boolean])[] = [
    [
      'HMAC-SHA256 with the JSON as the key',
      () => isSignedWithBytes(Buffer.from(message), secretKey, signature),
    ],
    [
      'SHA256 of the secret key and the JSON',
      () => isSame(hash('sha256', secretKey + message, 'hex'), signature),
    ],
    [
      'SHA256 of the JSON and the secret key',
      () => isSame(hash('sha256', message + secretKey, 'hex'), signature),
    ],
  ];
  const name = others.find(([, matches]) => matches())?.[0];
  return name && findingOf('other-hash', name);
}

/** A signature over bytes in another character set than UTF-8, of the message, of the secret key, or of both. */
export function findOtherCharset(
  { query }: ReadToken,
  signature: string,
  secretKey: string,
): readonly Finding[] {
  const attempts = plainAttemptsOf(query.fields);
  for (const [charset, encode] of ENCODERS) {
    const keys = [Buffer.from(secretKey), encode(secretKey)];
    for (const { message, explain } of attempts) {
      for (const [keyAt, key] of keys.entries()) {
        for (const [messageAt, bytes] of [Buffer.from(message), encode(message)].entries()) {
          // Both in UTF-8 is tried elsewhere.
          if (keyAt + messageAt === 0 || !isSignedWithBytes(key, bytes, signature)) continue;
          return [findingOf('other-charset', charset), ...explain()];
        }
      }
    }
  }
  return [];
}

/** A signature over the query string instead of the JSON. */
export function findSignedQuery(
  { query }: ReadToken,
  signature: string,
  secretKey: string,
): Finding | undefined {
  const signed = query.fields.filter(({ name }) => name !== 'sig');
  const sorted = signed.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const fields of [sorted, signed]) {
    for (const write of [percentEncode, String]) {
      const message = fields.map(({ name, value }) => `${write(name)}=${write(value)}`).join('&');
      if (isSignedWithBytes(secretKey, message, signature)) return findingOf('signed-query');
    }
  }
  return undefined;
}

/** A value that came as JSON may hold half of a pair, which has no escape. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
