import { isExpired, TOKEN_KINDS, type TokenClaims, TokenError, verifyToken } from '@boardgate/token';
import type { Database } from '../database/database.ts';
import { RowCache } from '../database/row-cache.ts';
import { ApiError } from '../errors.ts';
import type { AccessKey, AccessKeys } from '../keys/access-keys.ts';

/** The bearer of a token: what the token says, and the key that signed it. */
export interface Caller {
  readonly claims: TokenClaims;
  readonly key: AccessKey;
}

/** Tells who bears a request's token. */
export type AuthenticateToken = (token: unknown) => Promise<Caller>;

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

  return async (token) => {
    if (typeof token !== 'string') throw ApiError.of('token-format');
    const known = verified.get(token);
    const caller = known ?? (await verify(token));
    if (known !== undefined && isExpired(known.claims, now())) throw ApiError.of('token-expired');
    if (caller.key.isDisabled) throw ApiError.of('team-forbidden');
    return caller;
  };

  async function verify(token: string): Promise<Caller> {
    const version = verified.version();
    let cached: AccessKey | undefined;
    let key: AccessKey | undefined;
    const findSecretKey = (accessKey: string) => {
      key = cached = keys.cached(accessKey);
      return cached?.secretKey ?? load(accessKey);
    };
    const load = async (accessKey: string) => {
      key = await keys.load(accessKey);
      return key?.secretKey;
    };
    try {
      const claims = await verifyToken(token, { kinds: TOKEN_KINDS, findSecretKey, now: now() });
      const caller = { claims, key: key as AccessKey };
      if (token.length <= MAX_CACHED_TOKEN_LENGTH) verified.set(token, caller, version);
      return caller;
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      // An unknown access key costs a read of the database. So does a wrong signature, or its timing would tell them apart.
      if (error.code === 'signature' && cached !== undefined) await keys.load(cached.accessKey);
      throw ApiError.of(`token-${error.code as Exclude<typeof error.code, 'kind'>}`);
    }
  }
}
