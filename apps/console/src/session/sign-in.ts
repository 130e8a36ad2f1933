import { answerOf, api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { RequestError } from '../api/request-error.ts';
import { mayBeSignedIn, setSession } from './session.ts';

/** The admin token, or the code of a sign-in link. */
export type Proof = { readonly adminToken: string } | { readonly code: string };

/** @throws {RequestError} */
export async function signIn(proof: Proof): Promise<void> {
  await answerOf(api.POST('/v1/session', { body: proof }));
  setSession('signed-in');
}

/**
 * Ends the session.
 *
 * @throws {RequestError} if the server does not respond: the session would go on unnoticed.
 */
export async function signOut(): Promise<void> {
  try {
    await answerOf(api.DELETE('/v1/session'));
  } catch (error) {
    if (!(error instanceof RequestError && error.status === 401)) throw error;
  }
  forgetSession();
}

/** Clears everything the page has loaded. */
export function forgetSession(): void {
  setSession('signed-out');
  queryClient.clear();
}

/**
 * Signs in with the code of a link, or resumes the session.
 *
 * @returns why the code failed, unless a session exists
 */
export async function startSession(code: string | undefined): Promise<RequestError | undefined> {
  const failure = code === undefined ? undefined : await failureOf(signIn({ code }));
  if (code !== undefined && failure === undefined) return undefined;
  const isSignedIn = mayBeSignedIn() && (await hasSession());
  setSession(isSignedIn ? 'signed-in' : 'signed-out');
  return isSignedIn ? undefined : failure;
}

async function hasSession(): Promise<boolean> {
  try {
    await answerOf(api.GET('/v1/session'));
    return true;
  } catch (error) {
    // An unreachable server does not end the session: the banner tells, and the page waits.
    return error instanceof RequestError && error.status !== 401;
  }
}

/** Why an attempt to sign in failed, if it did. */
export async function failureOf(attempt: Promise<void>): Promise<RequestError | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    return error instanceof RequestError ? error : new RequestError(0, String(error));
  }
}
