import { OutboundError } from '../outbound/outbound-error.ts';
import { backOffMs } from './back-off.ts';
import type { Delivery } from './webhook-delivery.ts';
import type { DeliveryState } from './webhook-store.ts';

/** The receiver will never want this again. */
const GONE = 410;

/** How an attempt went: the receiver's answer, or why there was none. */
export type Attempt = { readonly status: number } | { readonly error: string };

/** Makes of a failed request a sentence that operators read; a fault of ours tells no more than that it was one. */
export function failedAttempt(error: unknown): Attempt {
  if (error instanceof OutboundError) return { error: error.message };
  return { error: 'a fault of this server: its operator finds the cause in the log' };
}

/**
 * What a delivery is after an attempt: delivered by any 2xx; else tried again later, until its attempts are used up or the receiver says
 * 410 Gone.
 */
export function stateAfter(
  { attempts: before, maxAttempts }: Delivery,
  attempt: Attempt,
  now: number,
  random: number,
): DeliveryState {
  const attempts = before + 1;
  const responseStatus = 'status' in attempt ? attempt.status : null;
  if (responseStatus !== null && responseStatus >= 200 && responseStatus < 300) {
    return { status: 'delivered', attempts, dueAt: null, responseStatus, error: null };
  }
  const error = 'error' in attempt ? attempt.error : complaintAbout(attempt.status);
  const isOver = responseStatus === GONE || attempts >= maxAttempts;
  return isOver
    ? { status: 'failed', attempts, dueAt: null, responseStatus, error }
    : { status: 'pending', attempts, dueAt: now + backOffMs(attempts, random), responseStatus, error };
}

function complaintAbout(status: number): string {
  if (status === GONE) return 'the receiver answered 410 Gone: it is not told again';
  if (status >= 300 && status < 400) {
    return `the receiver answered ${status}: redirects are not followed, so the webhook must name the final URL`;
  }
  return `the receiver answered ${status}: it must answer 200 to 299`;
}
