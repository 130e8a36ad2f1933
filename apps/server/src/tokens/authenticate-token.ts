import {
  decodeUnverifiedToken,
  isExpired,
  TOKEN_KINDS,
  type TokenClaims,
  TokenError,
  verifyToken,
} from '@boardgate/token';
import { LRUCache } from 'lru-cache';
import { type AccessKey, isUsable } from '../access/access-key.ts';
import type { AuthenticateToken, Caller } from '../access/caller.ts';
import type { RequestRates } from '../access/request-rates.ts';
import { ApiError } from '../base/errors.ts';
import { whenReady } from '../base/when-ready.ts';
import { AdmissionFilter } from '../database/admission-filter.ts';
import type { UsageCounter } from '../insight/usage-counter.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { RevokedTokens } from '../revocations/revoked-tokens.ts';

interface Verified extends Caller {
  /** The version of the revocations at which it was not revoked. */
  clearedAt: number;
}

const MAX_CACHED_TOKENS = 10_000;
/** Longer tokens are not cached, which bounds the memory. */
const MAX_CACHED_TOKEN_LENGTH = 1024;

const NOT_CLEARED = -1;

/**
 * Makes checks 1 to 4 of spec §3.5, in that order: format, signature, expiry, disabled or revoked. Then it counts the
 * request. It does not check permissions.
 *
 * A token is cached once it comes twice, and valid as long as the keyring caches the key object that verified it. Expiry, the key's state and revocations are checked on every use.
 */
export function createAuthenticateToken({
  keyring,
  revoked,
  rates,
  usage,
  now,
}: {
  keyring: Keyring;
  revoked: RevokedTokens;
  rates: RequestRates;
  usage: UsageCounter;
  now: () => number;
}): AuthenticateToken {
  const verified = new LRUCache<string, Verified>({ max: MAX_CACHED_TOKENS });
  const admission = new AdmissionFilter();

  return (token) => {
    if (typeof token !== 'string') throw ApiError.of('token-format');
    const known = verified.get(token);
    if (known === undefined || keyring.cached(known.key.accessKey) !== known.key) {
      return whenReady(verify(token), checkState);
    }
    if (isExpired(known.claims, now())) throw refuse(known, 'token-expired');
    return checkState(known);
  };

  function verify(token: string): Verified | Promise<Verified> {
    let key: AccessKey | undefined;
    let isFromMemory = false;
    const findSecretKey = (accessKey: string) => {
      key = keyring.cached(accessKey);
      isFromMemory = key !== undefined;
      return key?.secretKey ?? load(accessKey);
    };
    const load = async (accessKey: string) => {
      key = await keyring.load(accessKey);
      return key?.secretKey;
    };
    const remember = (claims: TokenClaims): Verified => {
      const caller = { claims, key: key as AccessKey, clearedAt: NOT_CLEARED };
      if (token.length <= MAX_CACHED_TOKEN_LENGTH && admission.admits(token)) verified.set(token, caller);
      return caller;
    };
    const refuse = (error: unknown) => refuseToken(error, token, key, isFromMemory);
    try {
      const claims = verifyToken(token, { kinds: TOKEN_KINDS, findSecretKey, now: now() });
      return claims instanceof Promise ? claims.then(remember, refuse) : remember(claims);
    } catch (error) {
      return refuse(error);
    }
  }

  /** Check 4. A key can expire at any moment, so its state is checked every time; revocations only after a change. */
  function checkState(caller: Verified): Caller | Promise<Caller> {
    if (!isUsable(caller.key, now())) throw refuse(caller, 'team-forbidden');
    const { version } = revoked;
    if (caller.clearedAt === version) return admit(caller);
    return whenReady(revoked.isRevoked(caller.claims, caller.key), (isRevoked) => {
      if (isRevoked) throw refuse(caller, 'team-forbidden');
      caller.clearedAt = version;
      return admit(caller);
    });
  }

  function admit(caller: Caller): Caller {
    rates.count(caller.key);
    usage.countUse(caller.key);
    return caller;
  }

  function refuse({ claims, key }: Caller, code: 'token-expired' | 'team-forbidden'): ApiError {
    usage.countRefused(key, claims.kind, claims.role);
    return ApiError.of(code);
  }

  /** An unknown access key and a wrong signature take the same work, so that the time does not tell them apart. */
  async function refuseToken(
    error: unknown,
    token: string,
    key: AccessKey | undefined,
    isFromMemory: boolean,
  ): Promise<never> {
    if (!(error instanceof TokenError) || error.code === 'kind') throw error;
    if (error.code !== 'format') {
      const { kind, role } = decodeUnverifiedToken(token);
      if (error.code === 'signature') await keyring.equaliseTime(key, isFromMemory);
      usage.countRefused(key, kind, role);
    }
    throw ApiError.of(`token-${error.code}`);
  }
}
