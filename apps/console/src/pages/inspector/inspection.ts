import { answerOf, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';

type Answer = paths['/v1/tokens/introspect']['post']['responses'][200]['content']['application/json'];

export type Claims = NonNullable<Answer['decoded']>;

export interface Inspection {
  /** When the server answered, in epoch milliseconds. */
  readonly at: number;
  /** `null` = the token cannot be read. */
  readonly claims: Claims | null;
  /** The id of its project, if the signature is right. */
  readonly project: string | null;
  /** `null` = accepted */
  readonly refusal: Refusal | null;
}
export interface Refusal {
  readonly reason: NonNullable<Answer['reason']>;
  readonly mistake: string | null;
  /** The server's advice as codes, and below in English. */
  readonly explanations: readonly Explanation[];
  readonly advice: string;
}

export type Explanation = NonNullable<Answer['explanations']>[number];

/** Asks the server about a token. Not a query, so neither the token nor the answer stays in a cache. */
export async function inspect(token: string): Promise<Inspection> {
  const answer = await answerOf(api.POST('/v1/tokens/introspect', { body: { token } }));
  const { valid, decoded = null, project = null, reason = 'format', mistake = null } = answer;
  const { explanations = [], advice = '' } = answer;
  return {
    at: Date.now(),
    claims: valid ? claimsOf(answer) : decoded,
    project,
    refusal: valid ? null : { reason, mistake, explanations, advice },
  };
}

/** An accepted token has its claims at the top level of the answer. */
function claimsOf({ kind, role, accessKey, uuid, issuedAt, expiresAt, nonce }: Answer): Claims | null {
  if (kind === undefined || role === undefined) return null;
  return {
    kind,
    role,
    accessKey: accessKey ?? null,
    uuid: uuid ?? null,
    issuedAt: issuedAt ?? null,
    expiresAt: expiresAt ?? null,
    nonce: nonce ?? '',
  };
}
