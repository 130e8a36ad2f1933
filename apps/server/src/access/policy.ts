import { ROLES, type Role, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { ApiError } from '../base/errors.ts';

/** How much of the conversion service a project may use. */
export interface ConversionQuota {
  readonly maxWaitingTasks: number;
  readonly maxRunningTasks: number;
  /** Pages and bytes of all tasks that are kept. */
  readonly maxPages: number;
  readonly maxBytes: number;
}

/** A project's limits on tokens issued here and on conversions. Where a limit is absent, the server's configuration holds. */
export interface Policy {
  /** Does not concern permanent tokens. */
  readonly maxLifespanMs?: Partial<Readonly<Record<TokenKind, number>>>;
  readonly allowPermanentTokens?: boolean;
  /** The strongest role of a token. */
  readonly maxRole?: Role;
  readonly conversions?: Partial<ConversionQuota>;
}

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
  if (!check.Check(value)) throw ApiError.of('field-invalid', 'policy', POLICY_RULE);
  return value as Policy;
}

/** The stored form of a policy; `null` if it limits nothing. */
export function encodePolicy(policy: Policy | null): string | null {
  return policy === null || Object.keys(policy).length === 0 ? null : JSON.stringify(policy);
}

export function decodePolicy(stored: string | null): Policy | null {
  return stored === null ? null : (JSON.parse(stored) as Policy);
}
