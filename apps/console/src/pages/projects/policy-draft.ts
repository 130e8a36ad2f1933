import { TOKEN_KINDS, type TokenKind } from '@boardgate/token/kind';
import type { Role } from '@boardgate/token/role';
import type { Policy, QuotaGroup, QuotaName, Quotas } from './project-types.ts';

/** The server's defaults. */
export const USUAL_QUOTAS: Quotas = {
  requests: { maxRequestsPerSecond: 2000 },
  rooms: { maxRooms: 1_000_000, maxRoomChangesPerMinute: 6000 },
  conversions: { maxWaitingTasks: 100, maxRunningTasks: 4, maxPages: 50_000, maxBytes: 20_000_000_000 },
};

/** Every quota, part of the policy by part. */
export const QUOTAS = (Object.keys(USUAL_QUOTAS) as QuotaGroup[]).map((group) => ({
  group,
  quotas: Object.entries(USUAL_QUOTAS[group]).map(([name, usual]) => ({ name: name as QuotaName, usual })),
}));

const FIRST_LIMIT_MS = 86_400_000;

/** A policy being edited. */
export interface PolicyDraft {
  /** `ms` is `null` while the field is empty, and is kept while the limit is off. */
  readonly lifespans: Readonly<
    Record<TokenKind, { readonly isLimited: boolean; readonly ms: number | null }>
  >;
  readonly allowPermanentTokens: boolean;
  readonly maxRole: Role | null;
  readonly quotas: Readonly<Record<QuotaName, number | null>>;
}

export function draftOf(policy: Policy | null): PolicyDraft {
  const { maxLifespanMs = {}, allowPermanentTokens = true, maxRole = null } = policy ?? {};
  const lifespanOf = (kind: TokenKind) => ({
    isLimited: maxLifespanMs[kind] !== undefined,
    ms: maxLifespanMs[kind] ?? FIRST_LIMIT_MS,
  });
  return {
    lifespans: { sdk: lifespanOf('sdk'), room: lifespanOf('room'), task: lifespanOf('task') },
    allowPermanentTokens,
    maxRole,
    quotas: Object.fromEntries(
      QUOTAS.flatMap(({ group, quotas }) =>
        quotas.map(({ name }) => [name, quotaOf(policy, group, name) ?? null]),
      ),
    ) as PolicyDraft['quotas'],
  };
}

/** What the policy says; `undefined` = the default holds. */
export function quotaOf(policy: Policy | null, group: QuotaGroup, name: QuotaName): number | undefined {
  return (policy?.[group] as Partial<Record<QuotaName, number>> | undefined)?.[name];
}

/** The policy of a draft; `null` = no limits, `undefined` = a field is missing. */
export function policyOf(draft: PolicyDraft): Policy | null | undefined {
  const maxLifespanMs: Partial<Record<TokenKind, number>> = {};
  for (const kind of TOKEN_KINDS) {
    const { isLimited, ms } = draft.lifespans[kind];
    if (!isLimited) continue;
    if (ms === null) return undefined;
    maxLifespanMs[kind] = ms;
  }
  const groups = QUOTAS.map(
    ({ group, quotas }) =>
      [
        group,
        Object.fromEntries(
          quotas.flatMap(({ name }) => (draft.quotas[name] === null ? [] : [[name, draft.quotas[name]]])),
        ),
      ] as const,
  ).filter(([, quotas]) => Object.keys(quotas).length > 0);
  const policy: Policy = {
    ...(Object.keys(maxLifespanMs).length > 0 && { maxLifespanMs }),
    ...(!draft.allowPermanentTokens && { allowPermanentTokens: false }),
    ...(draft.maxRole !== null && { maxRole: draft.maxRole }),
    ...Object.fromEntries(groups),
  };
  return Object.keys(policy).length > 0 ? policy : null;
}
