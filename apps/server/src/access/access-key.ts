import type { KeyObject } from 'node:crypto';
import type { TokenClaims } from '@boardgate/token';
import type { Policy } from './policy.ts';

/** An access key in memory, ready to verify and sign. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: KeyObject;
  /** SHA-256: digests compare in constant time, whatever the length of the input. */
  readonly secretKeyDigest: Uint8Array;
  readonly projectId: string;
  readonly teamUuid: string;
  readonly policy: Policy | null;
  /** Epoch milliseconds; 0 if the key or its project is disabled, infinite if the key never expires. */
  readonly goodUntil: number;
  /** Tokens issued before this time are refused; `null` = none. */
  readonly revokedBefore: number | null;
}

export function isUsable(key: AccessKey, now: number): boolean {
  return now < key.goodUntil;
}

/** A token whose nonce carries no time counts as older. */
export function isIssuedBefore({ issuedAt }: Pick<TokenClaims, 'issuedAt'>, time: number | null): boolean {
  return time !== null && !(issuedAt !== undefined && issuedAt >= time);
}
