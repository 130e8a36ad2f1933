import Type from 'typebox';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { ConsoleSessions } from './console-sessions.ts';
import { clearSessionCookie, sessionCookieOf } from './session-cookie.ts';
import { CONSOLE_ACCESS } from './session-view.ts';

export function signOut(v1: TypedInstance, { sessions }: { sessions: ConsoleSessions }): void {
  v1.route({
    method: 'DELETE',
    url: '/session',
    config: CONSOLE_ACCESS,
    schema: {
      tags: ['session'],
      operationId: 'signOut',
      summary: 'Sign out',
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      const token = sessionCookieOf(request);
      if (token !== undefined) await sessions.delete(token, request.ip);
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  });
}
