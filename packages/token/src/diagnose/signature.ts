import { timingSafeEqual } from 'node:crypto';
import { type SecretKey, signatureOf } from '../secret-key.ts';

const SIGNATURE = /^[0-9a-f]{64}$/;

/** Whether the text could be a signature of any message at all. */
export function isSignatureText(text: string): boolean {
  return SIGNATURE.test(text);
}

/** Whether `secretKey` makes `signature` of `message`, compared in constant time. */
export function isSignedWith(secretKey: SecretKey, message: string, signature: string): boolean {
  const expected = Buffer.from(signatureOf(message, secretKey), 'latin1');
  const given = Buffer.from(signature, 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
