import { ROLES, TOKEN_KINDS } from '@boardgate/token';
import Type from 'typebox';
import { Compile } from 'typebox/schema';
import { ApiError } from '../base/errors.ts';
import type { Policy } from './policy.ts';

const MaxLifespan = Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }));

const Count = Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }));

export const PolicySchema = Type.Object(
  {
    maxLifespanMs: Type.Optional(
      Type.Object(
        { sdk: MaxLifespan, room: MaxLifespan, task: MaxLifespan },
        { additionalProperties: false },
      ),
    ),
    allowPermanentTokens: Type.Optional(Type.Boolean()),
    maxRole: Type.Optional(Type.Enum([...ROLES])),
    conversions: Type.Optional(
      Type.Object(
        { maxWaitingTasks: Count, maxRunningTasks: Count, maxPages: Count, maxBytes: Count },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const POLICY_RULE = `must be null or an object of maxLifespanMs {${TOKEN_KINDS.join(', ')}: milliseconds, 1 or more}, allowPermanentTokens (true or false), maxRole (${ROLES.join(', ')}) and conversions {maxWaitingTasks, maxRunningTasks, maxPages, maxBytes: 0 or more}, each of which may be left out`;

const check = Compile(PolicySchema);

/** @throws {ApiError} if the value is not a policy. */
export function parsePolicy(value: unknown): Policy {
  if (!check.Check(value)) throw ApiError.of('field-invalid', 'policy', POLICY_RULE, { rule: 'object' });
  return value as Policy;
}
