import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { signatureOf } from '../secret-key.ts';

const SIGNATURE = /^[0-9a-f]{64}$/;
const HEX = /^(?:0x)?[0-9a-f]{2}(?:[-: ]?[0-9a-f]{2}){15,63}$/i;
const BASE64 = /^[\w+/-]{22,86}={0,2}$/;
/** Bytes of the hashes that are tried. */
const DIGEST_BYTES = new Set([16, 20, 28, 32, 48, 64]);

/** Whether the text could be a signature of any message at all. */
export function isSignatureText(text: string): boolean {
  return SIGNATURE.test(text);
}

/** Lower-case hex of a signature written in another way: upper case, `AB-CD`, base64. `undefined` where the text is no hash. */
export function signatureInHex(text: string): string | undefined {
  if (isSignatureText(text)) return text;
  const digits = HEX.test(text) ? text.replace(/^0x/i, '').replaceAll(/[-: ]/g, '').toLowerCase() : undefined;
  const hex = digits ?? (BASE64.test(text) ? Buffer.from(text, 'base64').toString('hex') : '');
  return DIGEST_BYTES.has(hex.length / 2) ? hex : undefined;
}

/** Whether `secretKey` makes `signature` of `message`, compared in constant time. */
export function isSignedWith(secretKey: string | KeyObject, message: string, signature: string): boolean {
  return isSame(signatureOf(message, secretKey), signature);
}

/** Whether the signature that `secretKey` makes of `message` begins so. */
export function isSignedStart(secretKey: string, message: string, start: string): boolean {
  return isSame(signatureOf(message, secretKey).slice(0, start.length), start);
}

/** The same as {@link isSignedWith} for keys and messages that are no texts, or empty ones, and for other hashes. */
export function isSignedWithBytes(
  key: string | Buffer,
  message: string | Buffer,
  signature: string,
  algorithm = 'sha256',
): boolean {
  return isSame(createHmac(algorithm, key).update(message).digest('hex'), signature);
}

/** Compares two texts in constant time for every text of the right length. */
export function isSame(expectedText: string, givenText: string): boolean {
  const expected = Buffer.from(expectedText, 'latin1');
  const given = Buffer.from(givenText, 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
