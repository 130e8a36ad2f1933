import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { checkLiteralAddress, lookupPublic } from './address-rules.ts';
import { agentFor, isAllowedHost } from './agents.ts';
import { OutboundError } from './outbound-error.ts';

const MAX_HEADER_BYTES = 16_384;

export interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Hosts that may be private: see `isAllowedHost`. */
  readonly allowHosts: readonly string[];
  readonly signal: AbortSignal;
  /** Resolves names; absent = the system does. What it gives is checked like any other address. */
  readonly lookup?: LookupFunction | undefined;
}

/** Sends a request and resolves with the head of the answer, whatever its status; the body is the caller's to read or destroy. */
export async function sendRequest(
  url: URL,
  { method, headers, body, allowHosts, signal, lookup }: OutboundRequest,
): Promise<IncomingMessage> {
  const isExempt = isAllowedHost(url, allowHosts);
  if (!isExempt) checkLiteralAddress(url);
  const resolve = isExempt ? lookup : lookupPublic(lookup);
  const options: RequestOptions = {
    method,
    headers: { ...headers, connection: 'close' },
    agent: agentFor(url, isExempt),
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
    ...(resolve && { lookup: resolve }),
  };
  const outgoing = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
  return new Promise((resolveAnswer, reject) => {
    outgoing.once('response', resolveAnswer);
    // An error after the head has come belongs to the body, and changes nothing here.
    outgoing.on('error', reject);
    outgoing.once('upgrade', (_answer, socket) => {
      socket.destroy();
      reject(new OutboundError('the host wants to speak another protocol than HTTP'));
    });
    // Whatever else may end it without an answer, and without an error: nobody may wait for ever.
    outgoing.once('close', () => reject(new OutboundError('the host broke the connection off')));
    outgoing.end(body);
  });
}
