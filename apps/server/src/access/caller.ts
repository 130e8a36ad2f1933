import type { TokenClaims } from '@boardgate/token';
import type { AccessKey } from './access-key.ts';

/** The bearer of a token: its claims and the key that signed it. */
export interface Caller {
  readonly claims: TokenClaims;
  readonly key: AccessKey;
}

/** Verifies a request's token: synchronously if memory holds everything it needs. */
export type AuthenticateToken = (token: unknown) => Caller | Promise<Caller>;
