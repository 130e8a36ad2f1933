import { TokenError } from './error.ts';
import { kindFromPrefix, TOKEN_PREFIXES, type TokenKind } from './kind.ts';
import { MAX_TOKEN_LENGTH } from './limits.ts';
import { timeOfNonce } from './nonce.ts';
import { decodeBase64Url, type ParsedQuery, parseQuery } from './payload.ts';
import { type Role, roleFromDigit } from './role.ts';

/** The claims of a token. `verifyToken` tells whether they are true. */
export interface TokenClaims {
  readonly kind: TokenKind;
  /** The access key (AK) that the token names as its signer. */
  readonly accessKey: string;
  readonly role: Role;
  /** The room or task; `undefined` in an SDK token. */
  readonly uuid: string | undefined;
  /** Epoch milliseconds; the token is expired from exactly this time on. `undefined` = never expires. */
  readonly expiresAt: number | undefined;
  /** Epoch milliseconds, read from the nonce; `undefined` if the nonce carries no time. */
  readonly issuedAt: number | undefined;
  readonly nonce: string;
  /**
   * Signed fields that the format does not define. The object has no prototype, so `__proto__` is an ordinary name.
   */
  readonly extra: Readonly<Record<string, string>>;
}

/** A parsed token: its claims, and what its signature covers. Internal to this package. */
export interface ParsedToken {
  readonly claims: TokenClaims;
  readonly query: ParsedQuery;
  readonly signature: string;
}

const DECIMAL = /^[0-9]{1,16}$/;

/**
 * Reads a token **without checking its signature**. Use it to show a token or to find the key that verifies it, never
 * to decide what its bearer may do.
 *
 * @throws {TokenError} `format` if the text is not a token.
 */
export function decodeUnverifiedToken(token: string): TokenClaims {
  return parseToken(token).claims;
}

/** @throws {TokenError} `format` */
export function parseToken(token: string): ParsedToken {
  if (typeof token !== 'string') throw new TokenError('format', 'a token is a string');
  if (token.length > MAX_TOKEN_LENGTH)
    throw new TokenError('format', `longer than ${MAX_TOKEN_LENGTH} characters`);
  const kind = kindFromPrefix(token);
  if (kind === undefined) throw new TokenError('format', 'no token prefix');
  return readToken(kind, parseQuery(decodeBase64Url(token.slice(TOKEN_PREFIXES[kind].length))));
}

function readToken(kind: TokenKind, query: ParsedQuery): ParsedToken {
  let accessKey: string | undefined;
  let nonce: string | undefined;
  let role: string | undefined;
  let uuid: string | undefined;
  let expireAt: string | undefined;
  let signature: string | undefined;
  const extra: Record<string, string> = Object.create(null);
  for (const { name, value } of query.fields) {
    if (name === 'ak') accessKey = value;
    else if (name === 'nonce') nonce = value;
    else if (name === 'role') role = value;
    else if (name === 'uuid') uuid = value;
    else if (name === 'expireAt') expireAt = value;
    else if (name === 'sig') signature = value;
    else extra[name] = value;
  }
  const nonceText = requireField('nonce', nonce);
  const claims: TokenClaims = {
    kind,
    accessKey: requireField('ak', accessKey),
    role: readRole(role),
    uuid: readUuid(kind, uuid),
    expiresAt: readExpiry(expireAt),
    issuedAt: timeOfNonce(nonceText),
    nonce: nonceText,
    extra,
  };
  return { claims, query, signature: requireField('sig', signature) };
}

function requireField(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new TokenError('format', `${name} is missing`);
  return value;
}

function readRole(digit: string | undefined): Role {
  const role = roleFromDigit(requireField('role', digit));
  if (role === undefined) throw new TokenError('format', 'role is not 0, 1 or 2');
  return role;
}

function readUuid(kind: TokenKind, uuid: string | undefined): string | undefined {
  if (kind !== 'sdk') return requireField('uuid', uuid);
  if (uuid !== undefined) throw new TokenError('format', 'an SDK token carries a uuid');
  return undefined;
}

function readExpiry(expireAt: string | undefined): number | undefined {
  if (expireAt === undefined) return undefined;
  const expiresAt = DECIMAL.test(expireAt) ? Number(expireAt) : Number.NaN;
  if (!Number.isSafeInteger(expiresAt))
    throw new TokenError('format', 'expireAt is not a time in epoch milliseconds');
  return expiresAt;
}
