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
  /** What is doubtful, though it is no reason to refuse the token. */
  readonly warnings: readonly Warning[];
  /** Whether the token permits the operation that was asked about. */
  readonly permission: Permission | null;
}

export interface Refusal {
  readonly reason: NonNullable<Answer['reason']>;
  readonly mistake: string | null;
  /** The server's advice as codes, and below in English. */
  readonly explanations: readonly Explanation[];
  readonly advice: string;
  /** The id of the revocation that refuses it. */
  readonly revocation: string | null;
}

export type Explanation = NonNullable<Answer['explanations']>[number];
export type Warning = NonNullable<Answer['warnings']>[number];
export type Permission = NonNullable<Answer['permission']>;
export type Operation = Permission['operation'];

/** In the order of the choice. */
const OPERATION_NAMES = {
  'issue-room-token': true,
  'issue-task-token': true,
  'create-room': true,
  'list-rooms': true,
  'get-room': true,
  'ban-room': true,
  'start-conversion': true,
  'list-conversions': true,
  'query-conversion': true,
  'prioritise-conversion': true,
  'cancel-conversion': true,
  'start-older-conversion': true,
  'query-older-conversion': true,
} satisfies Record<Operation, true>;

export const OPERATIONS = Object.keys(OPERATION_NAMES) as Operation[];

/** Asks the server about a token. Not a query, so neither the token nor the answer stays in a cache. */
export async function inspect(token: string, operation?: Operation): Promise<Inspection> {
  const body = { token, ...(operation !== undefined && { operation }) };
  const answer = await answerOf(api.POST('/v1/tokens/introspect', { body }));
  const { valid, decoded = null, project = null, reason = 'format', mistake = null } = answer;
  const { explanations = [], advice = '', revocation = null, warnings = [], permission = null } = answer;
  return {
    at: Date.now(),
    claims: valid ? claimsOf(answer) : decoded,
    project,
    refusal: valid ? null : { reason, mistake, explanations, advice, revocation },
    warnings,
    permission,
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
