import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../base/errors.ts';

/**
 * The console page sends this header with every request. A form cannot, and a page of another origin needs a preflight, which `/v1` does not
 * answer. `1` = a person sent the request; `background` = the page sent it by itself, which does not extend the session.
 */
const HEADER = 'x-boardgate-console';
const VALUES = ['1', 'background'];

/**
 * A cookie alone does not prove the sender.
 *
 * @throws {ApiError} `not-from-console`
 */
export function checkFromConsole(headers: IncomingHttpHeaders): void {
  const site = headers['sec-fetch-site'];
  // Overrides the header: browsers set this one themselves.
  const isForeign = site !== undefined && site !== 'same-origin';
  if (isForeign || !VALUES.includes(String(headers[HEADER]))) throw ApiError.of('not-from-console');
}

export function isFromPerson(headers: IncomingHttpHeaders): boolean {
  return headers[HEADER] !== 'background';
}
