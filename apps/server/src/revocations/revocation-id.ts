import { hash } from 'node:crypto';

/** A revocation covers one token, or the tokens of a room, a key or a project that were issued before a time. */
export const REVOCATION_SCOPES = ['token', 'room', 'key', 'project'] as const;

export type RevocationScope = (typeof REVOCATION_SCOPES)[number];

/** 132 bits of the digest, so that no two tokens share an id. */
const DIGEST_LENGTH = 22;

/**
 * The id of the revocation of one token: `token:`, the 8 hex digits of its fingerprint, and a digest of access key
 * and nonce. The nonce itself may be longer than PostgreSQL can index.
 */
export function idOfToken(accessKey: string, nonce: string): string {
  const fingerprint = fingerprintOfToken(accessKey, nonce).toString(16).padStart(8, '0');
  const digest = hash('sha256', `${accessKey}\n${nonce}`, 'base64url').slice(0, DIGEST_LENGTH);
  return `token:${fingerprint}${digest}`;
}

export function idOfRule(scope: Exclude<RevocationScope, 'token'>, subject: string): string {
  return `${scope}:${subject}`;
}

/** 32 bits that distinguish most tokens. Stored ids contain them, so this must never change. */
export function fingerprintOfToken(accessKey: string, nonce: string): number {
  return finish(mix(mix(SEED, accessKey), nonce));
}

export function fingerprintOfRoom(uuid: string): number {
  return finish(mix(SEED, uuid));
}

/** The fingerprint in an id; `undefined` for rules about keys and projects, which the key itself carries. */
export function fingerprintOfId(id: string): number | undefined {
  if (id.startsWith('token:')) return Number.parseInt(id.slice(6, 14), 16);
  return id.startsWith('room:') ? fingerprintOfRoom(id.slice(5)) : undefined;
}

// FNV-1a over UTF-16 code units, then the last steps of MurmurHash3, which spread differences in the last characters.
const SEED = 0x811c9dc5;

function mix(seed: number, text: string): number {
  let state = seed;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return state;
}

function finish(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
