import type { FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import type { FailedAttempts } from '../secrets/failed-attempts.ts';
import type { AdminProof } from './access.ts';
import type { AdminToken } from './admin-token.ts';
import { checkFromConsole, isFromPerson } from './console-request.ts';
import type { ConsoleSessions } from './console-sessions.ts';
import { sessionCookieOf } from './session-cookie.ts';

const BEARER = /^Bearer +(\S+)$/i;

interface Uses {
  readonly adminToken: AdminToken;
  readonly sessions: ConsoleSessions;
  readonly failures: FailedAttempts;
}

/**
 * Admits a request to `/v1` with the admin token or a console session. If a request has both, only the token counts.
 *
 * @throws {ApiError} also for an address with too many failed attempts.
 */
export async function checkAdmin(request: FastifyRequest, uses: Uses): Promise<AdminProof> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    await checkToken(BEARER.exec(authorization)?.[1] ?? '', request.ip, uses);
    return 'admin token';
  }
  const session = sessionCookieOf(request);
  if (session === undefined) throw ApiError.of('admin-token-missing');
  checkFromConsole(request.headers);
  if ((await uses.sessions.find(session, isFromPerson(request.headers))) === undefined)
    throw ApiError.of('session-over');
  return 'console session';
}

async function checkToken(given: string, address: string, { adminToken, failures }: Uses): Promise<void> {
  await failures.check(address);
  if ((await adminToken.check(given)) !== undefined) return await failures.check(address);
  await failures.count(address);
  throw ApiError.of('admin-token-wrong');
}
