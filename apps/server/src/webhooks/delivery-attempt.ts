import { OutboundError } from '../outbound/outbound-error.ts';
import { backOffMs } from './back-off.ts';
import type { Delivery } from './webhook-delivery.ts';
import type { DeliveryState } from './webhook-store.ts';

/** The receiver does not want any further attempt. */
const GONE = 410;

/** The receiver's status, or why there was none. */
export type Attempt = { readonly status: number } | { readonly error: string };

/** Describes a failed request for operators. Details of our own failures are in the log alone. */
export function failedAttempt(error: unknown): Attempt {
  if (error instanceof OutboundError) return { error: error.message };
  return { error: 'the server failed to send it: the log has the cause' };
}

/**
 * Any 2xx delivers it; otherwise it is retried, until its attempts are used up or the receiver answers 410 Gone.
 */
export function stateAfter(
  { attempts: before, maxAttempts }: Delivery,
  attempt: Attempt,
  now: number,
  random: number,
): DeliveryState {
  const attempts = before + 1;
  const responseStatus = 'status' in attempt ? attempt.status : null;
  if (responseStatus !== null && responseStatus >= 200 && responseStatus < 300)
    return { status: 'delivered', attempts, dueAt: null, responseStatus, error: null };
  const error = 'error' in attempt ? attempt.error : errorOf(attempt.status);
  const isOver = responseStatus === GONE || attempts >= maxAttempts;
  return isOver
    ? { status: 'failed', attempts, dueAt: null, responseStatus, error }
    : { status: 'pending', attempts, dueAt: now + backOffMs(attempts, random), responseStatus, error };
}

function errorOf(status: number): string {
  if (status === GONE) return 'the receiver answered 410 Gone: it gets no further attempts';
  if (status >= 300 && status < 400)
    return `the receiver answered ${status}: redirects are not followed, so the webhook must use the final URL`;
  return `the receiver answered ${status}: it must answer 200 to 299`;
}
