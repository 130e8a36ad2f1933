import Type from 'typebox';
import { PolicySchema } from '../access/policy.ts';
import { toIso } from '../base/time.ts';
import { appIdentifierOf, type Project } from './project.ts';

/** A project as the management API and the command show it. */
export const ProjectObject = Type.Object(
  {
    id: Type.String({ description: 'The appUUID' }),
    name: Type.String(),
    appIdentifier: Type.String({ description: 'teamUUID/appUUID, as clients want it' }),
    createdAt: Type.String({ format: 'date-time' }),
    disabled: Type.Boolean(),
    policy: Type.Union([PolicySchema, Type.Null()]),
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
