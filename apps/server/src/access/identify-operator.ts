import type { AdminToken } from './admin-token.ts';
import { FIRST_OPERATOR } from './operator.ts';
import type { AcceptedToken, OperatorTokens } from './operator-tokens.ts';

export interface TokenUses {
  readonly adminToken: AdminToken;
  readonly operatorTokens: OperatorTokens;
}

/** Whose token it is: the admin token or an operator's. Both are looked up, whichever it is. */
export async function identifyOperator(
  given: string,
  { adminToken, operatorTokens }: TokenUses,
): Promise<AcceptedToken | undefined> {
  const digest = await adminToken.check(given);
  const accepted = await operatorTokens.check(given);
  return digest === undefined ? accepted : { operator: FIRST_OPERATOR, digest, expiresAt: null };
}
