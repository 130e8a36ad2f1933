import type { ConversionQuota, Policy } from '../../access/policy.ts';
import { ApiError } from '../../base/errors.ts';
import type { TaskCounts } from './task-store.ts';

export const DEFAULT_QUOTA: ConversionQuota = {
  maxWaitingTasks: 100,
  maxRunningTasks: 4,
  maxPages: 50_000,
  maxBytes: 20_000_000_000,
};

export function quotaOf(policy: Policy | null): ConversionQuota {
  return { ...DEFAULT_QUOTA, ...policy?.conversions };
}

/** When to try again: a place in the queue is free soon, pages and bytes when tasks expire. */
const QUEUE_RETRY_SECONDS = 10;
const KEPT_RETRY_SECONDS = 3600;

/** @throws {ApiError} `tasks-exceeded` where the project has no room for another task. */
export function checkQuota(counts: TaskCounts, policy: Policy | null): void {
  const { maxWaitingTasks, maxPages, maxBytes } = quotaOf(policy);
  if (counts.waiting >= maxWaitingTasks)
    throw exceeded('tasks are waiting', QUEUE_RETRY_SECONDS, 'maxWaitingTasks', maxWaitingTasks);
  if (counts.pages >= maxPages) throw exceeded('pages are kept', KEPT_RETRY_SECONDS, 'maxPages', maxPages);
  if (counts.bytes >= maxBytes) throw exceeded('bytes are kept', KEPT_RETRY_SECONDS, 'maxBytes', maxBytes);
}

function exceeded(what: string, retrySeconds: number, quota: keyof ConversionQuota, max: number): ApiError {
  return ApiError.of('tasks-exceeded', `${max} ${what} already`, retrySeconds, quota, max);
}
