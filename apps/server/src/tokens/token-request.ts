import { isRoleAtLeast, MAX_FIELD_LENGTH, ROLES, type Role } from '@boardgate/token';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Caller } from '../access/caller.ts';
import { ApiError } from '../base/errors.ts';
import { oneOf } from '../http/fields.ts';
import type { Metrics } from '../http/metrics.ts';
import type { UsageCounter } from '../insight/usage-counter.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { ServerLimits } from './limits.ts';

export const Lifespan = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'How long the token is valid, in milliseconds; 0 = forever',
  examples: [3_600_000],
  'x-rule': 'must be an integer number of milliseconds, 0 (= never expires) or more',
});

export const RoleName = oneOf(ROLES, 'What the bearer may do');

/** A text no longer than a field of a token. */
export function TokenField(description: string, maxLength = MAX_FIELD_LENGTH) {
  return Type.String({
    minLength: 1,
    maxLength,
    description,
    'x-rule': `must be a string of 1 to ${maxLength} characters`,
  });
}

/** The body of a request for a Room or Task token (spec §3.2). */
export const ResourceTokenBody = Type.Object({
  lifespan: Lifespan,
  role: RoleName,
  ak: Type.Optional(
    TokenField('The access key that signs, of the same project; default: the key that signed the SDK token'),
  ),
});

/** The answer is a bare JSON string (spec §3.1). */
export const TokenAnswer = Type.String({ description: 'The token', examples: ['NETLESSROOM_YWs9…'] });

export interface TokenUses {
  readonly keyring: Keyring;
  readonly limits: ServerLimits;
  readonly metrics: Metrics;
  readonly usage: UsageCounter;
  readonly now: () => number;
}

/** @throws {ApiError} if the role is stronger than the caller's own. */
export function checkRoleWithin(role: Role, { claims }: Caller): void {
  if (!isRoleAtLeast(claims.role, role)) throw ApiError.of('role-forbidden', claims.role);
}

/** Answers with a token. It is base64url after a prefix, so its JSON is the token in quotes. */
export function tokenAnswer(reply: FastifyReply, token: string): string {
  reply
    .code(201)
    .header('content-type', 'application/json; charset=utf-8')
    // A token is a secret that no cache may keep.
    .header('cache-control', 'no-store');
  return `"${token}"`;
}
