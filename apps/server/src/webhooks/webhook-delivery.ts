/** A failed delivery is not retried, unless an operator asks for it. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** The news that a task has ended, for the URL that the task was started with. */
export interface Delivery {
  /** The `webhook-id`: the same in every attempt, so that receivers can drop duplicates. */
  readonly id: string;
  readonly taskUuid: string;
  readonly projectId: string;
  /** May hold credentials: never logged, shown without its query. */
  readonly url: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly maxAttempts: number;
  /** When the next attempt is due, or the lease of the current one expires; `null` = never. */
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly attemptedAt: number | null;
  /** The receiver's status in the last attempt; `null` = none. */
  readonly responseStatus: number | null;
  readonly error: string | null;
}

/** Lists leave out the body, which may be megabytes. */
export interface DeliveryWithBody extends Delivery {
  readonly body: string;
}
