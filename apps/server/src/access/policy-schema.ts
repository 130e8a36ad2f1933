import { ROLES, TOKEN_KINDS } from '@boardgate/token';
import Type from 'typebox';
import { Compile } from 'typebox/schema';
import { ApiError } from '../base/errors.ts';
import type { AllQuotas, Policy, QuotaGroup } from './policy.ts';
import { DEFAULT_QUOTAS, QUOTA_GROUPS } from './quotas.ts';

const MaxLifespan = Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }));

const Count = Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }));

function quotas<Group extends QuotaGroup>(group: Group) {
  type Counts = Record<keyof AllQuotas[Group], typeof Count>;
  const counts = Object.keys(DEFAULT_QUOTAS[group]).map((name) => [name, Count]);
  return Type.Optional(Type.Object(Object.fromEntries(counts) as Counts, { additionalProperties: false }));
}

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
    requests: quotas('requests'),
    rooms: quotas('rooms'),
    conversions: quotas('conversions'),
  },
  { additionalProperties: false },
);

const QUOTAS_RULE = QUOTA_GROUPS.map(
  (group) => `${group} {${Object.keys(DEFAULT_QUOTAS[group]).join(', ')}: 0 or more}`,
);

export const POLICY_RULE = `must be null or an object of maxLifespanMs {${TOKEN_KINDS.join(', ')}: milliseconds, 1 or more}, allowPermanentTokens (true or false), maxRole (${ROLES.join(', ')}), ${QUOTAS_RULE.join(', ')}, each of which may be left out`;

const check = Compile(PolicySchema);

/** @throws {ApiError} if the value is not a policy. */
export function parsePolicy(value: unknown): Policy {
  if (!check.Check(value)) throw ApiError.of('field-invalid', 'policy', POLICY_RULE, { rule: 'object' });
  return value as Policy;
}
