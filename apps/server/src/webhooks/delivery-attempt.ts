import { OutboundError } from '../outbound/outbound-error.ts';
import { backOffMs } from './back-off.ts';
import type { Delivery } from './webhook-delivery.ts';
import type { DeliveryState } from './webhook-store.ts';

const GONE = 410;

/** The receiver's answer, or why none came. */
export type Attempt = { readonly status: number } | { readonly error: string };

/** Describes a failed request for operators. A fault of this server shows no details. */
export function failedAttempt(error: unknown): Attempt {
  if (error instanceof OutboundError) return { error: error.message };
  return { error: 'a fault of this server: its operator finds the cause in the log' };
}

/**
 * The state of a delivery after an attempt. Any 2xx delivers it; otherwise it is tried again until its attempts are used up or the receiver
 * answers 410 Gone.
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
