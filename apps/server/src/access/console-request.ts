import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../base/errors.ts';

/**
 * The console's page sends this header with every request. A form cannot send it, and another site's page only after a preflight, which
 * `/v1` never answers. `1` = a person sent the request; `background` = the page itself, which does not extend the session.
 */
const HEADER = 'x-boardgate-console';
const VALUES = ['1', 'background'];

/**
 * Refuses requests that the console's own page did not send: a cookie does not prove which page sent it.
 *
 * @throws {ApiError} `not-from-console`
 */
export function checkFromConsole(headers: IncomingHttpHeaders): void {
  const site = headers['sec-fetch-site'];
  // A browser that names another site as the origin is believed, whatever else the request holds.
  const isForeign = site !== undefined && site !== 'same-origin';
  if (isForeign || !VALUES.includes(String(headers[HEADER]))) throw ApiError.of('not-from-console');
}

/** Whether a person sent the request rather than the page itself. */
export function isFromPerson(headers: IncomingHttpHeaders): boolean {
  return headers[HEADER] !== 'background';
}
