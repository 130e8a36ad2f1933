import { answerOf, api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { RequestError } from '../api/request-error.ts';
import { mayBeSignedIn, setSession } from './session.ts';

/** By the admin token, or by the code of a link that signs in once. */
export type Proof = { readonly adminToken: string } | { readonly code: string };

/** @throws {RequestError} */
export async function signIn(proof: Proof): Promise<void> {
  await answerOf(api.POST('/v1/session', { body: proof }));
  setSession('signed-in');
}

/**
 * Ends the session.
 *
 * @throws {RequestError} where the server cannot be asked: the session would go on without the person knowing.
 */
export async function signOut(): Promise<void> {
  try {
    await answerOf(api.DELETE('/v1/session'));
  } catch (error) {
    if (!(error instanceof RequestError && error.status === 401)) throw error;
  }
  forgetSession();
}

/** For a session that is over: this page forgets what it has shown. */
export function forgetSession(): void {
  setSession('signed-out');
  queryClient.clear();
}

/**
 * At the start of the page.
 *
 * @returns why the code did not sign in, where there was one
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
    // Who is signed in stays so where the server is only gone: the banner says what is wrong, and the page waits.
    return error instanceof RequestError && error.status !== 401;
  }
}

async function failureOf(attempt: Promise<void>): Promise<RequestError | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    return error instanceof RequestError ? error : new RequestError(0, String(error));
  }
}
