import { ApiError } from '../base/errors.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { isFromPerson } from './console-request.ts';
import type { ConsoleSessions } from './console-sessions.ts';
import { sessionCookieOf } from './session-cookie.ts';
import { CONSOLE_ACCESS, SessionObject, toSessionObject } from './session-view.ts';

export function getSession(v1: TypedInstance, { sessions }: { sessions: ConsoleSessions }): void {
  v1.route({
    method: 'GET',
    url: '/session',
    config: CONSOLE_ACCESS,
    schema: {
      tags: ['session'],
      operationId: 'getSession',
      summary: 'Get the session: whether one is open, whose, and until when',
      response: { 200: SessionObject },
    },
    handler: async (request) => {
      const token = sessionCookieOf(request);
      const session = token && (await sessions.find(token, isFromPerson(request.headers)));
      if (!session) throw ApiError.of('session-over');
      return toSessionObject(session);
    },
  });
}
