import type { IncomingMessage } from 'node:http';
import { toOutboundError } from './connection-failure.ts';
import { OutboundError, refusedUrl } from './outbound-error.ts';
import { sendRequest } from './request.ts';
import { checkResourceUrl } from './resource-url.ts';

const TIMEOUT_MS = 10_000;
/** As much of the answer is taken before the connection is closed: some receivers take a closed one for a failure. */
const MAX_ANSWER_BYTES = 65_536;

/** A JSON text for another server. */
export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowHosts: readonly string[];
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Sends it and tells the answer's status. Redirects are not followed: the body is meant for the one address.
 *
 * @throws {OutboundError} where no answer comes; whatever `signal` was aborted with.
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
    if (tooLong.aborted) {
      throw new OutboundError(`the host did not answer within ${timeoutMs / 1000} seconds`);
    }
    throw toOutboundError(error);
  }
}

/** The status has been given: however the body goes on, sending it all once more would only tell the receiver twice. */
async function discardBody(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of answer) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_ANSWER_BYTES) break;
    }
  } catch {
    // As above.
  } finally {
    answer.destroy();
  }
}
