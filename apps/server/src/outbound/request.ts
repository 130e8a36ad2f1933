import type { IncomingMessage, RequestOptions } from 'node:http';
import type { LookupFunction } from 'node:net';
import { http, https } from '../base/node-http.ts';
import { checkLiteralAddress, lookupPublic } from './address-rules.ts';
import { isAllowedHost } from './allowed-hosts.ts';
import { OutboundError } from './outbound-error.ts';

const MAX_HEADER_BYTES = 16_384;

// Not the global agents: they reuse connections that were checked for another request, and may use a proxy, which resolves names itself.
const AGENTS = { http: new http.Agent({ keepAlive: false }), https: new https.Agent({ keepAlive: false }) };

interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Hosts that may be private: see `isAllowedHost`. */
  readonly allowHosts: readonly string[];
  readonly signal: AbortSignal;
  /** Resolves names; default: the system. Its answers are checked as well. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * Resolves with the head of the response, whatever its status. The caller reads or destroys the body.
 *
 * @throws {OutboundError} or Node's own error.
 */
export async function sendRequest(
  url: URL,
  { method, headers, body, allowHosts, signal, lookup }: OutboundRequest,
): Promise<IncomingMessage> {
  const isExempt = isAllowedHost(url, allowHosts);
  if (!isExempt) checkLiteralAddress(url);
  const checkedLookup = isExempt ? lookup : lookupPublic(lookup);
  const isHttps = url.protocol === 'https:';
  const options: RequestOptions = {
    method,
    headers: { ...headers, connection: 'close' },
    agent: isHttps ? AGENTS.https : AGENTS.http,
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
    ...(checkedLookup && { lookup: checkedLookup }),
  };
  const outgoing = (isHttps ? https : http).request(url, options);
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    // After the head an error concerns the body alone, and this promise is settled.
    outgoing.on('error', reject);
    outgoing.once('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new OutboundError('the host switched to a protocol other than HTTP'));
    });
    // A request may close without a response and without an error.
    outgoing.once('close', () => reject(new OutboundError('the host closed the connection early')));
    outgoing.end(body);
  });
}
