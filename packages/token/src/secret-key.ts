import { createHmac, createSecretKey, hash, KeyObject, randomBytes } from 'node:crypto';
import { nameOfType } from './misuse.ts';

/** A secret key (SK) as text, or prepared with {@link prepareSecretKey} for repeated use. */
export type SecretKey = string | KeyObject;

export const SECRET_KEY_RULE =
  'a non-empty string of well-formed Unicode, or what prepareSecretKey() made of one';

/** SHA-256 works on blocks of this many bytes. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** Room for every message of a token: at most 13,000 characters, see `MAX_TOKEN_LENGTH`. */
const MESSAGE_BYTES = 49_152;
const MAX_BYTES_PER_CHARACTER = 3;

/** The two blocks that HMAC derives from a key, derived once for each key. */
interface Pads {
  readonly inner: Uint8Array;
  readonly outer: Uint8Array;
}

const padsByKey = new WeakMap<KeyObject, Pads>();
const innerText = Buffer.alloc(BLOCK_BYTES + MESSAGE_BYTES);
const outerText = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

/**
 * Prepares a secret key for repeated use. The key's bytes are its text in UTF-8.
 *
 * @throws {TypeError} if `secretKey` is not a string, is empty, or is not well-formed Unicode, which has no UTF-8.
 */
export function prepareSecretKey(secretKey: string): KeyObject {
  return createSecretKey(checkSecretText(secretKey), 'utf8');
}

/** The HMAC-SHA256 over `message` in UTF-8, as lowercase hex. */
export function signatureOf(message: string, secretKey: SecretKey): string {
  if (!(secretKey instanceof KeyObject)) return oneHmac(message, checkSecretText(secretKey));
  if (message.length * MAX_BYTES_PER_CHARACTER > MESSAGE_BYTES) return oneHmac(message, secretKey);
  return manyHmacs(message, padsByKey.get(secretKey) ?? derivePads(secretKey));
}

/** Signs for an unknown access key, so that its refusal costs as much as that of a wrong signature. */
export const DECOY_KEY: KeyObject = createSecretKey(randomBytes(DIGEST_BYTES));

function oneHmac(message: string, secretKey: SecretKey): string {
  return createHmac('sha256', secretKey).update(message).digest('hex');
}

/**
 * HMAC of RFC 2104 §2 from two one-shot hashes: hash(outer pad, hash(inner pad, message)). `createHmac` makes a
 * native object for every signature, which takes twice as long and burdens the garbage collector; nothing else in the
 * hot path costs as much. A test compares the two over arbitrary keys and messages.
 */
function manyHmacs(message: string, { inner, outer }: Pads): string {
  innerText.set(inner);
  const end = BLOCK_BYTES + innerText.write(message, BLOCK_BYTES, 'utf8');
  outerText.set(outer);
  outerText.write(hash('sha256', innerText.subarray(0, end), 'latin1'), BLOCK_BYTES, 'latin1');
  return hash('sha256', outerText, 'hex');
}

function derivePads(secretKey: KeyObject): Pads {
  if (secretKey.type !== 'secret') throw new TypeError('a prepared secretKey must be of type "secret"');
  const bytes = secretKey.export();
  const block = bytes.length > BLOCK_BYTES ? hash('sha256', bytes, 'buffer') : bytes;
  const pads = { inner: padWith(INNER_PAD, block), outer: padWith(OUTER_PAD, block) };
  padsByKey.set(secretKey, pads);
  return pads;
}

/** Has its own memory: a slice of Node's pool would keep the 8 kB around it as long as the key. */
function padWith(pad: number, block: Buffer): Uint8Array {
  return new Uint8Array(BLOCK_BYTES).map((_, at) => pad ^ (block[at] ?? 0));
}

function checkSecretText(secretKey: string): string {
  if (typeof secretKey !== 'string' || secretKey === '' || !secretKey.isWellFormed()) {
    throw new TypeError(`secretKey must be ${SECRET_KEY_RULE}, not ${nameOfType(secretKey)}`);
  }
  return secretKey;
}
