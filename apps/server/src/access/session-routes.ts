import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import { toIso } from '../base/time.ts';
import { STRICT } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { FailedAttempts } from '../secrets/failed-attempts.ts';
import type { AdminToken } from './admin-token.ts';
import { isFromPerson } from './console-request.ts';
import type { ConsoleSessions, Proof } from './console-sessions.ts';
import { clearSessionCookie, sessionCookieOf, setSessionCookie } from './session-cookie.ts';
import type { SignInDelays } from './sign-in-delays.ts';

const CONSOLE_ACCESS = { access: 'console' } as const;

const SessionObject = Type.Object({
  expiresAt: Type.String({
    format: 'date-time',
    description: 'When the session ends if nobody asks for anything more',
  }),
});

interface Uses {
  readonly adminToken: AdminToken;
  readonly sessions: ConsoleSessions;
  readonly failures: FailedAttempts;
  readonly delays: SignInDelays;
}

/** `/v1/session`: signing in to the console, and out of it. */
export function registerSessionRoutes(v1: TypedInstance, uses: Uses): void {
  const { sessions } = uses;
  const tags = ['session'];

  v1.route({
    method: 'POST',
    url: '/session',
    config: CONSOLE_ACCESS,
    schema: {
      tags,
      security: [],
      summary:
        'Sign in to the console, with the admin token or with the code of a link: sets the session’s cookie',
      body: Type.Object(
        {
          adminToken: Type.Optional(
            Type.String({ description: 'The admin token', 'x-rule': 'must be the admin token, a string' }),
          ),
          code: Type.Optional(
            Type.String({
              description: 'What a sign-in link has after `#code=`; good once, for 15 minutes',
              'x-rule': 'must be the code of a sign-in link, a string',
            }),
          ),
        },
        STRICT,
      ),
      response: { 201: SessionObject },
    },
    handler: async (request, reply) => {
      const proof = await checkProof(request.body, request.ip, uses);
      const session = await createSession(proof, request.ip, sessionCookieOf(request), uses);
      setSessionCookie(request, reply, session.token);
      return reply.code(201).send({ expiresAt: toIso(session.expiresAt) });
    },
  });

  v1.route({
    method: 'GET',
    url: '/session',
    config: CONSOLE_ACCESS,
    schema: {
      tags,
      summary: 'Whether somebody is signed in, and until when',
      response: { 200: SessionObject },
    },
    handler: async (request) => {
      const token = sessionCookieOf(request);
      const session = token && (await sessions.find(token, isFromPerson(request.headers)));
      if (!session) throw ApiError.of('session-over');
      return { expiresAt: toIso(session.expiresAt) };
    },
  });

  v1.route({
    method: 'DELETE',
    url: '/session',
    config: CONSOLE_ACCESS,
    schema: { tags, summary: 'Sign out', response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      const token = sessionCookieOf(request);
      if (token !== undefined) await sessions.delete(token, request.ip);
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  });
}

/** Whether an admin token is right. A code is looked at where it is used up. */
async function checkProof(
  { adminToken, code }: { adminToken?: string; code?: string },
  address: string,
  uses: Uses,
): Promise<Proof> {
  if (adminToken !== undefined && code !== undefined)
    throw ApiError.of('field-invalid', 'code', 'must not come with adminToken: one of them signs in');
  if (adminToken === undefined && code === undefined)
    throw ApiError.of(
      'field-missing',
      'adminToken',
      'must be the admin token, a string, or else code be given',
    );
  await uses.failures.check(address);
  await uses.delays.begin(address);
  if (adminToken === undefined) return { code: code ?? '' };
  const adminTokenDigest = await uses.adminToken.check(adminToken);
  if (adminTokenDigest !== undefined) return { adminTokenDigest };
  await uses.failures.count(address);
  throw ApiError.of('admin-token-wrong');
}

async function createSession(
  proof: Proof,
  address: string,
  previousToken: string | undefined,
  { sessions, failures, delays }: Uses,
) {
  // As of every secret: of guesses made at the same time no more are answered than of those made one after the other.
  await failures.check(address);
  try {
    const session = await sessions.create(proof, address, previousToken);
    await delays.forget(address);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'code-wrong') await failures.count(address);
    throw error;
  }
}
