import { createHmac, createSecretKey, KeyObject, randomBytes } from 'node:crypto';

/** A secret key (SK) as text, or prepared once with {@link prepareSecretKey} for use again and again. */
export type SecretKey = string | KeyObject;

/**
 * Prepares a secret key for repeated use. The key's bytes are its text in UTF-8 (spec §3.5).
 *
 * @throws {TypeError} where `secretKey` is not a string, is empty, or is not well-formed Unicode: such a key has no UTF-8.
 */
export function prepareSecretKey(secretKey: string): KeyObject {
  if (typeof secretKey !== 'string' || secretKey === '' || !secretKey.isWellFormed()) {
    throw new TypeError('secretKey must be a non-empty string of well-formed Unicode, or a prepared key');
  }
  return createSecretKey(secretKey, 'utf8');
}

/** Lowercase hex of HMAC-SHA256 over `message` in UTF-8. */
export function signatureOf(message: string, secretKey: SecretKey): string {
  return createHmac('sha256', toKeyObject(secretKey)).update(message).digest('hex');
}

function toKeyObject(secretKey: SecretKey): KeyObject {
  if (!(secretKey instanceof KeyObject)) return prepareSecretKey(secretKey);
  if (secretKey.type !== 'secret') throw new TypeError('a prepared secretKey must be of type "secret"');
  return secretKey;
}

/** Signs where the access key is unknown, so that refusing it costs what refusing a wrong signature costs. */
export const DECOY_KEY: KeyObject = createSecretKey(randomBytes(32));
