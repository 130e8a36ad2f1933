import type { FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import type { FailedAttempts } from '../secrets/failed-attempts.ts';
import type { Admission } from './access.ts';
import { checkFromConsole, isFromPerson } from './console-request.ts';
import type { ConsoleSessions } from './console-sessions.ts';
import { identifyOperator, type TokenUses } from './identify-operator.ts';
import type { Operator } from './operator.ts';
import { sessionCookieOf } from './session-cookie.ts';

const BEARER = /^Bearer +(\S+)$/i;

interface Uses extends TokenUses {
  readonly sessions: ConsoleSessions;
  readonly failures: FailedAttempts;
}

/**
 * Admits a request to `/v1` with an operator's token or a console session. If a request has both, only the token counts.
 *
 * @throws {ApiError} also for an address with too many failed attempts.
 */
export async function checkAdmin(request: FastifyRequest, uses: Uses): Promise<Admission> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const operator = await checkToken(BEARER.exec(authorization)?.[1] ?? '', request.ip, uses);
    return { operator, isConsole: false };
  }
  const cookie = sessionCookieOf(request);
  if (cookie === undefined) throw ApiError.of('admin-token-missing');
  checkFromConsole(request.headers);
  const session = await uses.sessions.find(cookie, isFromPerson(request.headers));
  if (session === undefined) throw ApiError.of('session-over');
  return { operator: session.operator, isConsole: true };
}

async function checkToken(given: string, address: string, uses: Uses): Promise<Operator> {
  const { failures } = uses;
  await failures.check(address);
  const accepted = await identifyOperator(given, uses);
  if (accepted === undefined) {
    await failures.count(address);
    throw ApiError.of('admin-token-wrong');
  }
  await failures.check(address);
  return accepted.operator;
}
