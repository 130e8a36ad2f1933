import createClient from 'openapi-fetch';
import { isAtWork } from '../session/at-work.ts';
import { sessionOver } from '../session/session.ts';
import { connection, connectionLost } from './connection.ts';
import { RequestError } from './request-error.ts';
import type { paths } from './schema.d.ts';

/** `1` = somebody asks; `background` = the page asks by itself, which keeps no session alive. */
const HEADER = 'x-boardgate-console';
/** A proxy's answers where the server behind it is gone. */
const GATEWAY_STATUSES = [502, 504];

/**
 * The server's management API, typed by its own description. Give what it returns to `answerOf`.
 *
 * @example
 * const { projects } = await answerOf(api.GET('/v1/projects', { params: { query: { limit: 50 } } }));
 */
export const api = createClient<paths>({
  credentials: 'same-origin',
  cache: 'no-store',
  fetch: fetchInSession,
});

/**
 * The answer's body.
 *
 * @throws {RequestError}
 */
export async function answerOf<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call;
  if (!response.ok) throw RequestError.of(response, error);
  return data as Exclude<Data, undefined>;
}

/** A request whose session is over waits until the person has signed in again, and is then sent as it was: nothing typed is lost. */
async function fetchInSession(request: Request): Promise<Response> {
  // No foreign page and no form can send this header: the server takes the cookie only with it.
  if (!request.headers.has(HEADER)) request.headers.set(HEADER, isAtWork() ? '1' : 'background');
  const again = request.clone();
  const response = await fetchWatched(request);
  const isAboutSession = new URL(request.url).pathname === '/v1/session';
  if (response.status !== 401 || isAboutSession) return response;
  return (await sessionOver()) ? await fetchWatched(again) : response;
}

async function fetchWatched(request: Request): Promise<Response> {
  const response = await fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    connectionLost();
    throw new RequestError(0, '');
  });
  if (GATEWAY_STATUSES.includes(response.status)) {
    connectionLost();
    throw new RequestError(0, '');
  }
  connection.set('there');
  return response;
}
