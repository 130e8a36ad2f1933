import { answerOf, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';

type Answer = paths['/v1/tokens/introspect']['post']['responses'][200]['content']['application/json'];

/** What a token says. */
export type Claims = NonNullable<Answer['decoded']>;

/** The server's verdict on a token. */
export interface Inspection {
  /** Epoch milliseconds when it was given. */
  readonly at: number;
  /** Where none can be read, `null`. */
  readonly claims: Claims | null;
  /** The id of its project, where the token is proved. */
  readonly project: string | null;
  /** Why it is refused; `null` = it is accepted. */
  readonly refusal: Refusal | null;
}
export interface Refusal {
  readonly reason: NonNullable<Answer['reason']>;
  readonly mistake: string | null;
  readonly advice: string;
}

/** Asks the server about a token. The answer is no query: neither it nor the token is kept in a cache. */
export async function inspect(token: string): Promise<Inspection> {
  const answer = await answerOf(api.POST('/v1/tokens/introspect', { body: { token } }));
  const { valid, decoded = null, project = null, reason = 'format', mistake = null, advice = '' } = answer;
  return {
    at: Date.now(),
    claims: valid ? claimsOf(answer) : decoded,
    project,
    refusal: valid ? null : { reason, mistake, advice },
  };
}

/** A token that is accepted says everything beside the verdict. */
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
