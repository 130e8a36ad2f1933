import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { OutboundError, refusedUrl } from './outbound-error.ts';
import { sendRequest } from './request.ts';
import { checkResourceUrl } from './resource-url.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

interface Fetch {
  /** Hosts that may be private: see `isAllowedHost`. */
  readonly allowHosts: readonly string[];
  readonly lookup?: LookupFunction | undefined;
  /** How long each host may take to send its headers, in milliseconds. */
  readonly headMs: number;
  readonly signal: AbortSignal;
}

/**
 * Follows redirects to a response with status 200. Every URL is checked like the first; no cookie is carried along.
 *
 * @throws {OutboundError} or Node's own error.
 */
export async function followRedirects(first: string, fetch: Fetch): Promise<IncomingMessage> {
  let url = checkResourceUrl(first, refusedUrl);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await sendInTime(url, fetch);
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return answer;
    answer.destroy();
    if (!REDIRECTS.includes(statusCode) || headers.location === undefined)
      throw new OutboundError(`the host responded with status ${statusCode} instead of 200`);
    const next = URL.canParse(headers.location, url) ? new URL(headers.location, url).href : '';
    url = checkResourceUrl(next, (rule) => new OutboundError(`the redirect target ${rule}`));
  }
  throw new OutboundError(`the host redirected more than ${MAX_REDIRECTS} times`);
}

async function sendInTime(url: URL, { allowHosts, lookup, headMs, signal }: Fetch): Promise<IncomingMessage> {
  const head = new AbortController();
  const timer = setTimeout(() => head.abort(), headMs);
  try {
    return await sendRequest(url, {
      method: 'GET',
      // Uncompressed: the size limit is on the document itself.
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Boardgate' },
      allowHosts,
      signal: AbortSignal.any([signal, head.signal]),
      lookup,
    });
  } catch (error) {
    if (head.signal.aborted)
      throw new OutboundError(`the host did not respond within ${headMs / 1000} seconds`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
