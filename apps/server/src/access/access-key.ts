import type { KeyObject } from 'node:crypto';
import type { TokenClaims } from '@boardgate/token';
import type { Policy } from './policy.ts';

/** An access key that is ready for use. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: KeyObject;
  /** SHA-256 of the secret key, to compare a given one with in constant time, whatever its length. */
  readonly secretKeyDigest: Uint8Array;
  readonly projectId: string;
  readonly teamUuid: string;
  readonly policy: Policy | null;
  /** Epoch milliseconds from which on the key is not good: 0 where it or its project is disabled, infinite where never. */
  readonly goodUntil: number;
  /** Tokens issued before are refused; `null` = none are. */
  readonly revokedBefore: number | null;
}

export function isUsable(key: AccessKey, now: number): boolean {
  return now < key.goodUntil;
}

/** Tells whether a rule "issued before" hits a token. One whose nonce carries no time is hit: nobody knows it is newer. */
export function isIssuedBefore({ issuedAt }: Pick<TokenClaims, 'issuedAt'>, time: number | null): boolean {
  return time !== null && !(issuedAt !== undefined && issuedAt >= time);
}
