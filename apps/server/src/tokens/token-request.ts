import { isRoleAtLeast, MAX_FIELD_LENGTH, ROLES, type Role } from '@boardgate/token';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Caller } from '../access/caller.ts';
import { ApiError } from '../base/errors.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Usage } from '../insight/usage.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { ServerLimits } from './limits.ts';

const LIFESPAN_RULE = 'must be an integer number of milliseconds, 0 (= never expires) or more';

/** `lifespan` and `role`, which every token is asked for with. */
export const Lifespan = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'How long the token is valid, in milliseconds; 0 = for ever',
  examples: [3_600_000],
  'x-rule': LIFESPAN_RULE,
});

export const RoleName = Type.Enum([...ROLES], {
  description: 'What the bearer may do',
  'x-rule': `must be one of: ${ROLES.join(', ')}`,
});

/** The body of a request for a Room or Task token (spec §3.2). */
export const ResourceTokenBody = Type.Object({
  lifespan: Lifespan,
  role: RoleName,
  ak: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: MAX_FIELD_LENGTH,
      description:
        'The access key of the same project that shall sign; default: the one that signed the SDK token',
      'x-rule': `must be a string of 1 to ${MAX_FIELD_LENGTH} characters`,
    }),
  ),
});

/** A token is answered as a bare JSON string (spec §3.1). */
export const TokenAnswer = Type.String({ description: 'The token', examples: ['NETLESSROOM_YWs9…'] });

/** What issuing a token takes. */
export interface TokenUses {
  readonly keyring: Keyring;
  readonly limits: ServerLimits;
  readonly metrics: Metrics;
  readonly usage: Usage;
  readonly now: () => number;
}

/** @throws {ApiError} where the role asked for is superior to the caller's own. */
export function checkRoleWithin(role: Role, { claims }: Caller): void {
  if (!isRoleAtLeast(claims.role, role)) throw ApiError.of('role-forbidden', claims.role);
}

/** The answer that carries a token. It is base64url behind a prefix, so its JSON is itself in quotes. */
export function tokenAnswer(reply: FastifyReply, token: string): string {
  reply.code(201).header('content-type', 'application/json; charset=utf-8');
  return `"${token}"`;
}
