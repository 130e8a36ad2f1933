/** The states of a delivery. A failed one is tried no more, unless an operator asks for it. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Word of a task that has ended, on its way to the URL that the task was started with. */
export interface Delivery {
  /** The `webhook-id`: the same in every attempt, so that receivers can drop what they have already. */
  readonly id: string;
  readonly taskUuid: string;
  readonly projectId: string;
  /** It may hold credentials: never logged, shown without its query. */
  readonly url: string;
  readonly status: DeliveryStatus;
  /** Attempts whose outcome is known. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** When it is tried next, or given up on by whoever tries it now; `null` = never again. */
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly attemptedAt: number | null;
  /** The receiver's answer to the last attempt; `null` = none came. */
  readonly responseStatus: number | null;
  readonly error: string | null;
}

/** A delivery with what is sent, which may be megabytes: not part of lists. */
export interface DeliveryWithBody extends Delivery {
  readonly body: string;
}
