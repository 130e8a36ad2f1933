import { isExpired, TOKEN_KINDS, type TokenClaims, TokenError, verifyToken } from '@boardgate/token';
import type { Database } from '../database/database.ts';
import { RowCache } from '../database/row-cache.ts';
import { ApiError } from '../errors.ts';
import type { AccessKey, AccessKeys } from '../keys/access-keys.ts';
import { whenReady } from '../when-ready.ts';

/** The bearer of a token: what the token says, and the key that signed it. */
export interface Caller {
  readonly claims: TokenClaims;
  readonly key: AccessKey;
}

/** Tells who bears a request's token: at once where memory holds all it takes. */
export type AuthenticateToken = (token: unknown) => Caller | Promise<Caller>;

const MAX_CACHED_TOKENS = 10_000;
/** A longer token is verified every time: memory holds tokens of the usual size only. */
const MAX_CACHED_TOKEN_LENGTH = 1024;

/**
 * Checks 1 to 4 of spec §3.5, in that order: format, signature, expiry, disabled. What the bearer may do is not asked here.
 *
 * App servers send one SDK token again and again, so verified tokens are remembered until any key changes. Their expiry is
 * checked on every use.
 */
export function createAuthenticateToken(
  database: Database,
  keys: AccessKeys,
  now: () => number,
): AuthenticateToken {
  const verified = new RowCache<Caller>(database.changes, { maxEntries: MAX_CACHED_TOKENS, now });

  return (token) => {
    if (typeof token !== 'string') throw ApiError.of('token-format');
    const known = verified.get(token);
    if (known === undefined) return whenReady(verify(token), checkEnabled);
    if (isExpired(known.claims, now())) throw ApiError.of('token-expired');
    return checkEnabled(known);
  };

  function verify(token: string): Caller | Promise<Caller> {
    const version = verified.version();
    let key: AccessKey | undefined;
    let isFromMemory = false;
    const findSecretKey = (accessKey: string) => {
      key = keys.cached(accessKey);
      isFromMemory = key !== undefined;
      return key?.secretKey ?? load(accessKey);
    };
    const load = async (accessKey: string) => {
      key = await keys.load(accessKey);
      return key?.secretKey;
    };
    const remember = (claims: TokenClaims): Caller => {
      const caller = { claims, key: key as AccessKey };
      if (token.length <= MAX_CACHED_TOKEN_LENGTH) verified.set(token, caller, version);
      return caller;
    };
    const refuse = (error: unknown) => refuseToken(error, isFromMemory ? key : undefined);
    try {
      const claims = verifyToken(token, { kinds: TOKEN_KINDS, findSecretKey, now: now() });
      return claims instanceof Promise ? claims.then(remember, refuse) : remember(claims);
    } catch (error) {
      return refuse(error);
    }
  }

  /** An unknown access key costs a read of the database. So does a wrong signature, or its timing would tell them apart. */
  async function refuseToken(error: unknown, keyFromMemory: AccessKey | undefined): Promise<never> {
    if (!(error instanceof TokenError) || error.code === 'kind') throw error;
    if (error.code === 'signature' && keyFromMemory !== undefined) await keys.load(keyFromMemory.accessKey);
    throw ApiError.of(`token-${error.code}`);
  }
}

function checkEnabled(caller: Caller): Caller {
  if (caller.key.isDisabled) throw ApiError.of('team-forbidden');
  return caller;
}
