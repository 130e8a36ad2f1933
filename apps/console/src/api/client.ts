import createClient from 'openapi-fetch';
import { isAtWork } from '../session/at-work.ts';
import { sessionOver } from '../session/session.ts';
import { connection, connectionLost } from './connection.ts';
import { RequestError } from './request-error.ts';
import type { paths } from './schema.d.ts';

/** `1` = a person acts; `background` = the page refreshes itself, which does not extend the session. */
const HEADER = 'x-boardgate-console';
/** Sent by a proxy whose server is down. */
const GATEWAY_STATUSES = [502, 504];

/**
 * The management API, typed by the server's OpenAPI document. Pass the result to `answerOf`.
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
 * Resolves with the body of a successful answer.
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

/** If the session has ended, waits until the person has signed in, then sends the request again: no input is lost. */
async function fetchInSession(request: Request): Promise<Response> {
  // The server accepts the cookie only with this header, which no foreign page or form can send.
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
