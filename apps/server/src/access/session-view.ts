import Type from 'typebox';
import { toIso } from '../base/time.ts';
import type { ConsoleSession } from './console-sessions.ts';

/** For the console page, signed in or not: the route checks the session itself. */
export const CONSOLE_ACCESS = { access: 'console' } as const;

export const SessionObject = Type.Object({
  expiresAt: Type.String({
    format: 'date-time',
    description: 'When the session ends unless the person is active',
  }),
});

export function toSessionObject({ expiresAt }: ConsoleSession): Type.Static<typeof SessionObject> {
  return { expiresAt: toIso(expiresAt) };
}
