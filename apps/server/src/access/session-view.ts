import Type from 'typebox';
import { toIso } from '../base/time.ts';
import { orNull } from '../http/fields.ts';
import type { ConsoleSession } from './console-sessions.ts';
import { OPERATOR_ROLES } from './operator.ts';

/** For the console page, signed in or not: the route checks the session itself. */
export const CONSOLE_ACCESS = { access: 'console' } as const;

export const SessionObject = Type.Object({
  expiresAt: Type.String({
    format: 'date-time',
    description: 'When the session ends unless the person is active',
  }),
  operator: Type.String({ description: 'Who is signed in; `admin` = by the admin token or a link' }),
  role: Type.Enum([...OPERATOR_ROLES]),
  projects: orNull(
    Type.Array(Type.String()),
    'The ids of the only projects that the operator has to do with; null = all',
  ),
});

export function toSessionObject({
  expiresAt,
  operator: { name, role, projects },
}: ConsoleSession): Type.Static<typeof SessionObject> {
  return { expiresAt: toIso(expiresAt), operator: name, role, projects: projects && [...projects] };
}
