import type { KeyObject } from 'node:crypto';
import type { TokenClaims } from '@boardgate/token';
import type { Policy } from './policy.ts';

/** An access key, ready to verify and sign. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: KeyObject;
  /** SHA-256 of the secret key: allows comparing secret keys of any length in constant time. */
  readonly secretKeyDigest: Uint8Array;
  readonly projectId: string;
  readonly teamUuid: string;
  readonly policy: Policy | null;
  /** When the key expires, in epoch milliseconds: 0 if it or its project is disabled, infinite if never. */
  readonly goodUntil: number;
  /** Tokens issued before this time are refused; `null` = none. */
  readonly revokedBefore: number | null;
}

export function isUsable(key: AccessKey, now: number): boolean {
  return now < key.goodUntil;
}

/** Whether a rule "issued before" applies to a token. It does if the nonce carries no time: the token may be older. */
export function isIssuedBefore({ issuedAt }: Pick<TokenClaims, 'issuedAt'>, time: number | null): boolean {
  return time !== null && !(issuedAt !== undefined && issuedAt >= time);
}
