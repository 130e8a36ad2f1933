import type { TokenClaims } from '@boardgate/token';
import type { AccessKey } from './access-key.ts';

/** The bearer of a token: what the token says, and the key that signed it. */
export interface Caller {
  readonly claims: TokenClaims;
  readonly key: AccessKey;
}

/** Tells who bears a request's token: at once where memory holds all it takes. */
export type AuthenticateToken = (token: unknown) => Caller | Promise<Caller>;
