import Type from 'typebox';
import { POLICY_RULE, PolicySchema } from '../access/policy-schema.ts';
import { storableRule } from '../base/text.ts';
import { toIso } from '../base/time.ts';
import { orNull, Time } from '../http/fields.ts';
import { appIdentifierOf, MAX_PROJECT_NAME_LENGTH, type Project } from './project.ts';

export const NameField = Type.String({
  description: 'Unique',
  'x-rule': storableRule(MAX_PROJECT_NAME_LENGTH),
});

export const PolicyField = Type.Union([PolicySchema, Type.Null()], {
  description: 'Limits on the tokens issued here and on conversions; null = only the server’s own',
  'x-rule': POLICY_RULE,
});

export const ProjectObject = Type.Object(
  {
    id: Type.String({ description: 'The appUUID' }),
    name: Type.String(),
    appIdentifier: Type.String({ description: 'teamUUID/appUUID, as client SDKs expect it' }),
    createdAt: Time,
    disabled: Type.Boolean(),
    policy: orNull(PolicySchema),
  },
  { title: 'Project' },
);

export function toProjectObject(project: Project): Type.Static<typeof ProjectObject> {
  return {
    id: project.id,
    name: project.name,
    appIdentifier: appIdentifierOf(project),
    createdAt: toIso(project.createdAt),
    disabled: project.isDisabled,
    policy: project.policy,
  };
}
