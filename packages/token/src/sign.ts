import { TOKEN_PREFIXES, type TokenKind } from './kind.ts';
import { MAX_FIELD_LENGTH } from './limits.ts';
import { noOptions, wrongOption } from './misuse.ts';
import { type EncodedText, encodeBase64Url, encodeText } from './payload.ts';
import { isRole, type Role, roleToDigit } from './role.ts';
import { SECRET_KEY_RULE, type SecretKey, signatureOf } from './secret-key.ts';
import { createUuidV1 } from './uuid-v1.ts';

const FIELD_RULE = `a string of 1 to ${MAX_FIELD_LENGTH} characters of well-formed Unicode`;
const ROLE_RULE = "'admin', 'writer' or 'reader', in lower case";

/** What every token says. */
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
 * Signs an SDK token: it speaks of a whole project.
 *
 * @throws {TypeError} if an option is missing or out of range.
 * @example
 * const token = signSdkToken({ accessKey: 'ak', secretKey: 'sk', role: 'admin', lifespanMs: 3_600_000 });
 */
export function signSdkToken(options: SignOptions): string {
  checkOptions('signSdkToken({ accessKey, secretKey, role, lifespanMs })', options);
  if ('uuid' in options && options.uuid !== undefined) {
    throw new TypeError('an SDK token carries no uuid: leave it out, or use signRoomToken or signTaskToken');
  }
  return sign('sdk', options, undefined);
}

/**
 * Signs a Room token: it speaks of one room.
 *
 * @throws {TypeError} if an option is missing or out of range.
 */
export function signRoomToken(options: SignResourceOptions): string {
  checkOptions('signRoomToken({ accessKey, secretKey, role, lifespanMs, uuid })', options);
  return sign('room', options, encodeField(options, 'uuid', options.uuid));
}

/**
 * Signs a Task token: it speaks of one file-conversion task.
 *
 * @throws {TypeError} if an option is missing or out of range.
 */
export function signTaskToken(options: SignResourceOptions): string {
  checkOptions('signTaskToken({ accessKey, secretKey, role, lifespanMs, uuid })', options);
  return sign('task', options, encodeField(options, 'uuid', options.uuid));
}

function sign(kind: TokenKind, options: SignOptions, uuid: EncodedText | undefined): string {
  const { role, lifespanMs, now = Date.now() } = options;
  const ak = encodeField(options, 'accessKey', options.accessKey);
  if (options.secretKey === undefined) throw wrongOption(options, 'secretKey', SECRET_KEY_RULE);
  if (!isRole(role)) throw wrongOption(options, 'role', ROLE_RULE);
  const digit = roleToDigit(role);
  const expireAt = expiry(now, lifespanMs, options);
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
function expiry(now: number, lifespanMs: number, options: SignOptions): string {
  if (!Number.isSafeInteger(lifespanMs) || lifespanMs < 0) {
    throw wrongOption(options, 'lifespanMs', 'a whole number of milliseconds, 0 (never expires) or more');
  }
  if (typeof now !== 'number') throw wrongOption(options, 'now', 'a whole number of epoch milliseconds');
  const expiresAt = now + lifespanMs;
  // `expireAt` is digits alone: a time before 1970 has no spelling that a verifier takes.
  if (!Number.isSafeInteger(expiresAt) || expiresAt < 0) {
    throw new TypeError('now + lifespanMs must be a safe integer, 0 or more');
  }
  return lifespanMs === 0 ? '' : String(expiresAt);
}

function encodeField(options: SignOptions, name: 'accessKey' | 'uuid', text: string): EncodedText {
  const encoded = typeof text === 'string' && text.length <= MAX_FIELD_LENGTH ? encodeText(text) : undefined;
  if (encoded === undefined || text === '') throw wrongOption(options, name, FIELD_RULE);
  return encoded;
}

function checkOptions(call: string, options: unknown): void {
  if (typeof options !== 'object' || options === null) throw noOptions(call, options);
}
