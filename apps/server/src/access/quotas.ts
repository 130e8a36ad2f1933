import type { AllQuotas, Policy, QuotaGroup } from './policy.ts';

/** Where a policy says nothing. */
export const DEFAULT_QUOTAS: AllQuotas = {
  requests: { maxRequestsPerSecond: 2000 },
  rooms: { maxRooms: 1_000_000, maxRoomChangesPerMinute: 6000 },
  conversions: { maxWaitingTasks: 100, maxRunningTasks: 4, maxPages: 50_000, maxBytes: 20_000_000_000 },
};

export const QUOTA_GROUPS = Object.keys(DEFAULT_QUOTAS) as QuotaGroup[];

/** The quotas that hold for a project with the policy. */
export function quotasOf<Group extends QuotaGroup>(policy: Policy | null, group: Group): AllQuotas[Group] {
  return { ...DEFAULT_QUOTAS[group], ...policy?.[group] };
}
