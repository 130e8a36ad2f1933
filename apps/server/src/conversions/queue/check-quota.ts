import type { AllQuotas, Policy } from '../../access/policy.ts';
import { quotasOf } from '../../access/quotas.ts';
import { ApiError } from '../../base/errors.ts';
import type { TaskCounts } from './task-store.ts';

/** When to try again: a place in the queue is free soon, pages and bytes when tasks expire. */
const QUEUE_RETRY_SECONDS = 10;
const KEPT_RETRY_SECONDS = 3600;

/** @throws {ApiError} `tasks-exceeded` where the project has no room for another task. */
export function checkQuota(counts: TaskCounts, policy: Policy | null): void {
  const { maxWaitingTasks, maxPages, maxBytes } = quotasOf(policy, 'conversions');
  if (counts.waiting >= maxWaitingTasks)
    throw exceeded('tasks are waiting', QUEUE_RETRY_SECONDS, 'maxWaitingTasks', maxWaitingTasks);
  if (counts.pages >= maxPages) throw exceeded('pages are kept', KEPT_RETRY_SECONDS, 'maxPages', maxPages);
  if (counts.bytes >= maxBytes) throw exceeded('bytes are kept', KEPT_RETRY_SECONDS, 'maxBytes', maxBytes);
}

function exceeded(
  what: string,
  retrySeconds: number,
  quota: keyof AllQuotas['conversions'],
  max: number,
): ApiError {
  return ApiError.of('tasks-exceeded', `${max} ${what} already`, retrySeconds, quota, max);
}
