import { TOKEN_PREFIXES, type TokenKind } from './kind.ts';
import { MAX_FIELD_LENGTH } from './limits.ts';
import { type EncodedText, encodeBase64Url, encodeText } from './payload.ts';
import { isRole, type Role, roleToDigit } from './role.ts';
import { type SecretKey, signatureOf } from './secret-key.ts';
import { createUuidV1 } from './uuid-v1.ts';

/** The claims and the key of every token. */
export interface SignOptions {
  /** The access key (AK): 1 to 256 characters. */
  readonly accessKey: string;
  /** The secret key (SK) of that access key. To sign many tokens, prepare it once. */
  readonly secretKey: SecretKey;
  readonly role: Role;
  /** How long the token is valid, in whole milliseconds; 0 = it never expires. */
  readonly lifespanMs: number;
  /** The present time in epoch milliseconds; default: the machine's clock. */
  readonly now?: number;
}

/** The claims and the key of a Room or Task token. */
export interface SignResourceOptions extends SignOptions {
  /** The uuid of the room or task: 1 to 256 characters, usually 32 hex digits. */
  readonly uuid: string;
}

/**
 * Signs an SDK token, which gives access to a project (spec §3.1).
 *
 * @throws {TypeError} if an option is missing or out of range.
 * @example
 * const token = signSdkToken({ accessKey: 'ak', secretKey: 'sk', role: 'admin', lifespanMs: 3_600_000 });
 */
export function signSdkToken(options: SignOptions): string {
  if ('uuid' in options && options.uuid !== undefined) throw new TypeError('an SDK token carries no uuid');
  return sign('sdk', options, undefined);
}

/**
 * Signs a Room token, which gives access to a room (spec §3.2).
 *
 * @throws {TypeError} if an option is missing or out of range.
 */
export function signRoomToken(options: SignResourceOptions): string {
  return sign('room', options, encodeField('uuid', options.uuid));
}

/**
 * Signs a Task token, which gives access to a file-conversion task (spec §3.3).
 *
 * @throws {TypeError} if an option is missing or out of range.
 */
export function signTaskToken(options: SignResourceOptions): string {
  return sign('task', options, encodeField('uuid', options.uuid));
}

function sign(kind: TokenKind, options: SignOptions, uuid: EncodedText | undefined): string {
  const { role, lifespanMs, now = Date.now() } = options;
  const ak = encodeField('accessKey', options.accessKey);
  if (!isRole(role)) throw new TypeError("role must be 'admin', 'writer' or 'reader'");
  const digit = roleToDigit(role);
  const expireAt = expiry(now, lifespanMs);
  const nonce = createUuidV1(now);

  // The fields are few and known, so both texts are written directly, in the order of the names.
  const expireJson = expireAt === '' ? '' : `"expireAt":"${expireAt}",`;
  const uuidJson = uuid === undefined ? '' : `,"uuid":"${uuid.inJson}"`;
  const message = `{"ak":"${ak.inJson}",${expireJson}"nonce":"${nonce}","role":"${digit}"${uuidJson}}`;
  const sig = signatureOf(message, options.secretKey);

  const expireQuery = expireAt === '' ? '' : `expireAt=${expireAt}&`;
  const uuidQuery = uuid === undefined ? '' : `&uuid=${uuid.inQuery}`;
  const query = `ak=${ak.inQuery}&${expireQuery}nonce=${nonce}&role=${digit}&sig=${sig}${uuidQuery}`;
  return TOKEN_PREFIXES[kind] + encodeBase64Url(query);
}

/** The `expireAt` field; empty = never. */
function expiry(now: number, lifespanMs: number): string {
  const expiresAt = now + lifespanMs;
  if (!Number.isSafeInteger(lifespanMs) || lifespanMs < 0) {
    throw new TypeError('lifespanMs must be a whole number of milliseconds, 0 or more');
  }
  // `expireAt` consists of digits: verifiers accept no negative time, which is one before 1970.
  if (!Number.isSafeInteger(expiresAt) || expiresAt < 0) {
    throw new TypeError('now + lifespanMs must be a safe integer, 0 or more');
  }
  return lifespanMs === 0 ? '' : String(expiresAt);
}

function encodeField(name: string, text: string): EncodedText {
  const encoded = typeof text === 'string' && text.length <= MAX_FIELD_LENGTH ? encodeText(text) : undefined;
  if (encoded === undefined || text === '') {
    throw new TypeError(
      `${name} must be a string of 1 to ${MAX_FIELD_LENGTH} characters of well-formed Unicode`,
    );
  }
  return encoded;
}
