/** A failed delivery is not tried again unless an operator redelivers it. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** A webhook about a task that has ended, for the URL that the task names. */
export interface Delivery {
  /** The `webhook-id`: the same in every attempt, so that receivers can drop duplicates. */
  readonly id: string;
  readonly taskUuid: string;
  readonly projectId: string;
  /** It may hold credentials: never log it, show it without its query. */
  readonly url: string;
  readonly status: DeliveryStatus;
  /** Completed attempts. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** When the next attempt is due, or the lease of the current one ends; `null` = never. */
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly attemptedAt: number | null;
  /** The status code of the receiver's last answer; `null` = none came. */
  readonly responseStatus: number | null;
  readonly error: string | null;
}

/** The body may take megabytes, so lists do not include it. */
export interface DeliveryWithBody extends Delivery {
  readonly body: string;
}
