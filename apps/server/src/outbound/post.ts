import type { IncomingMessage } from 'node:http';
import { toOutboundError } from './connection-failure.ts';
import { OutboundError, refusedUrl } from './outbound-error.ts';
import { sendRequest } from './request.ts';
import { checkResourceUrl } from './resource-url.ts';

const TIMEOUT_MS = 10_000;
/** Read before the connection is closed, since some receivers take an early close for a failure. */
const MAX_RESPONSE_BYTES = 65_536;

export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowHosts: readonly string[];
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Redirects are not followed: the body is meant for this URL alone.
 *
 * @throws {OutboundError} if no response arrives; the abort reason of `signal`.
 */
export async function postJson({
  url,
  body,
  headers,
  allowHosts,
  timeoutMs = TIMEOUT_MS,
  signal,
}: Post): Promise<{ status: number }> {
  const tooLong = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await sendRequest(checkResourceUrl(url, refusedUrl), {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      },
      body,
      allowHosts,
      signal: AbortSignal.any([signal, tooLong]),
    });
    await discardBody(answer);
    signal.throwIfAborted();
    return { status: answer.statusCode ?? 0 };
  } catch (error) {
    signal.throwIfAborted();
    if (tooLong.aborted)
      throw new OutboundError(`the host did not respond within ${timeoutMs / 1000} seconds`);
    throw toOutboundError(error);
  }
}

async function discardBody(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of answer) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_RESPONSE_BYTES) break;
    }
  } catch {
    // The status has arrived: a broken body is no reason to send the request again.
  } finally {
    answer.destroy();
  }
}
