import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../base/errors.ts';

/**
 * The console's page sends this header with every request: no form can, and no foreign page without asking first, which nothing
 * under `/v1` answers. `1` = a person asked; `background` = the page did by itself, which keeps no session alive.
 */
const HEADER = 'x-boardgate-console';
const VALUES = ['1', 'background'];

/**
 * Refuses what is not sent by the console's own page: a cookie alone proves nothing about who asked.
 *
 * @throws {ApiError} `not-from-console`
 */
export function checkFromConsole(headers: IncomingHttpHeaders): void {
  const site = headers['sec-fetch-site'];
  // Browsers that say where a request comes from are believed, even where everything else would be in order.
  const isForeign = site !== undefined && site !== 'same-origin';
  if (isForeign || !VALUES.includes(String(headers[HEADER]))) throw ApiError.of('not-from-console');
}

/** Whether a person asked, and not the page by itself. */
export function isFromPerson(headers: IncomingHttpHeaders): boolean {
  return headers[HEADER] !== 'background';
}
