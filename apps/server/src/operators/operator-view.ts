import Type from 'typebox';
import { OPERATOR_ROLES } from '../access/operator.ts';
import { timeField, toIso, toIsoOrNull } from '../base/time.ts';
import { oneOf, orNull, Time } from '../http/fields.ts';
import type { StoredOperator } from './operator-store.ts';
import { MAX_LIMITING_PROJECTS, NAME_RULE, PROJECTS_RULE } from './operators.ts';

export const NameField = Type.String({ description: 'Unique', 'x-rule': NAME_RULE });

export const RoleField = oneOf(
  OPERATOR_ROLES,
  'viewer: reads; manager: also changes what is in projects; owner: also operators, settings and the admin token',
);

export const OperatorFields = {
  projects: Type.Optional(
    Type.Union([Type.Array(Type.String(), { minItems: 1, maxItems: MAX_LIMITING_PROJECTS }), Type.Null()], {
      description: 'The ids of the only projects that the operator has to do with; null = all',
      'x-rule': PROJECTS_RULE,
    }),
  ),
  expiresAt: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      ...timeField('From then on the token is refused; null = never'),
      'x-rule': 'must be a time such as 2026-01-02T03:04:05Z, or null',
    }),
  ),
};

/** An operator in the management API and the command, without their token. */
export const OperatorObject = Type.Object(
  {
    name: Type.String(),
    role: Type.Enum([...OPERATOR_ROLES]),
    projects: orNull(
      Type.Array(Type.String()),
      'The ids of the only projects that the operator has to do with; null = all',
    ),
    disabled: Type.Boolean(),
    createdAt: Time,
    expiresAt: orNull(Time, 'From then on the token is refused; null = never'),
    lastUsedAt: orNull(Time, 'When the token or a session was last used, to the minute; null = never'),
  },
  { title: 'Operator' },
);

export const OperatorWithTokenObject = Type.Object(
  {
    ...OperatorObject.properties,
    token: Type.String({ description: 'Shown only this once' }),
  },
  { title: 'OperatorWithToken' },
);

export function toOperatorObject(operator: StoredOperator): Type.Static<typeof OperatorObject> {
  const { name, role, projects, isDisabled, createdAt, expiresAt, lastUsedAt } = operator;
  return {
    name,
    role,
    projects: projects && [...projects],
    disabled: isDisabled,
    createdAt: toIso(createdAt),
    expiresAt: toIsoOrNull(expiresAt),
    lastUsedAt: toIsoOrNull(lastUsedAt),
  };
}
