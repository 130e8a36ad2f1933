import Type from 'typebox';
import { POLICY_RULE, PolicySchema } from '../access/policy-schema.ts';
import { storableRule } from '../base/text.ts';
import { toIso } from '../base/time.ts';
import { orNull, Time } from '../http/fields.ts';
import { appIdentifierOf, MAX_PROJECT_NAME_LENGTH, type Project } from './project.ts';
import { MAX_COUNTED_TASKS, type ProjectCounts } from './project-counts.ts';

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

export const CountedProjectObject = Type.Object(
  {
    ...ProjectObject.properties,
    counts: Type.Object({
      keys: Type.Integer(),
      rooms: Type.Integer(),
      conversions: Type.Integer({ description: `At most ${MAX_COUNTED_TASKS} are counted` }),
      issuedToday: Type.Integer({ description: 'Tokens issued in this hour and the 23 before it' }),
    }),
  },
  { title: 'CountedProject' },
);

/** With zeros for a project that was created after the counting. */
export function toCountedProjectObject(
  project: Project,
  counts: ReadonlyMap<string, ProjectCounts>,
): Type.Static<typeof CountedProjectObject> {
  const none = { keys: 0, rooms: 0, conversions: 0, issuedToday: 0 };
  return { ...toProjectObject(project), counts: counts.get(project.id) ?? none };
}

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
