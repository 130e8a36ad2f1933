import { TOKEN_KINDS, type TokenKind } from '@boardgate/token/kind';
import type { Role } from '@boardgate/token/role';
import type { Policy, Quotas } from './project-types.ts';

/** The server's defaults. */
export const USUAL_QUOTAS = {
  maxWaitingTasks: 100,
  maxRunningTasks: 4,
  maxPages: 50_000,
  maxBytes: 20_000_000_000,
} as const satisfies Required<Quotas>;
export type QuotaName = keyof typeof USUAL_QUOTAS;
export const QUOTA_NAMES = Object.keys(USUAL_QUOTAS) as QuotaName[];

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
  const { maxLifespanMs = {}, allowPermanentTokens = true, maxRole = null, conversions = {} } = policy ?? {};
  const lifespanOf = (kind: TokenKind) => ({
    isLimited: maxLifespanMs[kind] !== undefined,
    ms: maxLifespanMs[kind] ?? FIRST_LIMIT_MS,
  });
  return {
    lifespans: { sdk: lifespanOf('sdk'), room: lifespanOf('room'), task: lifespanOf('task') },
    allowPermanentTokens,
    maxRole,
    quotas: {
      maxWaitingTasks: conversions.maxWaitingTasks ?? null,
      maxRunningTasks: conversions.maxRunningTasks ?? null,
      maxPages: conversions.maxPages ?? null,
      maxBytes: conversions.maxBytes ?? null,
    },
  };
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
  const conversions: Quotas = {};
  for (const name of QUOTA_NAMES) {
    const quota = draft.quotas[name];
    if (quota !== null) conversions[name] = quota;
  }
  const policy: Policy = {
    ...(Object.keys(maxLifespanMs).length > 0 && { maxLifespanMs }),
    ...(!draft.allowPermanentTokens && { allowPermanentTokens: false }),
    ...(draft.maxRole !== null && { maxRole: draft.maxRole }),
    ...(Object.keys(conversions).length > 0 && { conversions }),
  };
  return Object.keys(policy).length > 0 ? policy : null;
}
