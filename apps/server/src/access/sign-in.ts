import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import { strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { FailedAttempts } from '../secrets/failed-attempts.ts';
import type { ConsoleSessions, SignInProof } from './console-sessions.ts';
import { identifyOperator, type TokenUses } from './identify-operator.ts';
import { sessionCookieOf, setSessionCookie } from './session-cookie.ts';
import { CONSOLE_ACCESS, SessionObject, toSessionObject } from './session-view.ts';
import type { SignInDelays } from './sign-in-delays.ts';

const Body = strictObject({
  adminToken: Type.Optional(
    Type.String({
      description: 'The admin token, or an operator’s',
      'x-rule': 'must be the admin token, a string',
    }),
  ),
  code: Type.Optional(
    Type.String({
      description: 'The text after `#code=` in a sign-in link; valid once, for 15 minutes',
      'x-rule': 'must be the code of a sign-in link, a string',
    }),
  ),
});

interface Uses extends TokenUses {
  readonly sessions: ConsoleSessions;
  readonly failures: FailedAttempts;
  readonly delays: SignInDelays;
}

export function signIn(v1: TypedInstance, uses: Uses): void {
  v1.route({
    method: 'POST',
    url: '/session',
    config: CONSOLE_ACCESS,
    schema: {
      tags: ['session'],
      security: [],
      operationId: 'signIn',
      summary:
        'Sign in to the console with an operator’s token or the code of a link; sets the session cookie',
      body: Body,
      response: { 201: SessionObject },
    },
    handler: async (request, reply) => {
      const proof = await checkProof(request.body, request.ip, uses);
      const session = await createSession(proof, request.ip, sessionCookieOf(request), uses);
      setSessionCookie(request, reply, session.token);
      return reply.code(201).send(toSessionObject(session));
    },
  });
}

/** Checks a token. A code is checked when it is used up. */
async function checkProof(
  { adminToken, code }: Type.Static<typeof Body>,
  address: string,
  uses: Uses,
): Promise<SignInProof> {
  if (adminToken !== undefined && code !== undefined)
    throw ApiError.of('field-invalid', 'code', 'must not come with adminToken: one of them signs in', {
      rule: 'not-with',
      other: 'adminToken',
    });
  if (adminToken === undefined && code === undefined)
    throw ApiError.of(
      'field-missing',
      'adminToken',
      'must be the admin token, a string, or else code be given',
    );
  await uses.failures.check(address);
  await uses.delays.begin(address);
  if (adminToken === undefined) return { code: code ?? '' };
  const accepted = await identifyOperator(adminToken, uses);
  if (accepted !== undefined) return accepted;
  await uses.failures.count(address);
  throw ApiError.of('admin-token-wrong');
}

async function createSession(
  proof: SignInProof,
  address: string,
  previousToken: string | undefined,
  { sessions, failures, delays }: Uses,
) {
  // Checked again, so that parallel guesses get no more answers than guesses made one by one.
  await failures.check(address);
  try {
    const session = await sessions.create(proof, address, previousToken);
    await delays.forget(address);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'code-wrong') await failures.count(address);
    // The server could not sign in who has the right token: that is no wrong attempt.
    else if ('digest' in proof) await delays.forget(address);
    throw error;
  }
}
