import type { Role, TokenKind } from '@boardgate/token';

/** How much of the server a project may use, by the part of its policy that sets it. */
export interface AllQuotas {
  readonly requests: {
    /** Of each access key, on each server. */
    readonly maxRequestsPerSecond: number;
  };
  readonly rooms: {
    readonly maxRooms: number;
    /** Rooms created, banned or unbanned with its tokens, on each server. */
    readonly maxRoomChangesPerMinute: number;
  };
  readonly conversions: {
    readonly maxWaitingTasks: number;
    readonly maxRunningTasks: number;
    /** Pages and bytes of all tasks that are kept. */
    readonly maxPages: number;
    readonly maxBytes: number;
  };
}

export type QuotaGroup = keyof AllQuotas;

export type QuotaName = { [Group in QuotaGroup]: keyof AllQuotas[Group] }[QuotaGroup];

type PolicyQuotas = { readonly [Group in QuotaGroup]?: Partial<AllQuotas[Group]> };

/** Where a limit is absent, the server's configuration holds, and where a quota is, its default. */
export interface Policy extends PolicyQuotas {
  /** Does not concern permanent tokens. */
  readonly maxLifespanMs?: Partial<Readonly<Record<TokenKind, number>>>;
  readonly allowPermanentTokens?: boolean;
  /** The strongest role of a token. */
  readonly maxRole?: Role;
}

/** The stored form of a policy; `null` if it limits nothing. */
export function encodePolicy(policy: Policy | null): string | null {
  return policy === null || Object.keys(policy).length === 0 ? null : JSON.stringify(policy);
}

export function decodePolicy(stored: string | null): Policy | null {
  return stored === null ? null : (JSON.parse(stored) as Policy);
}
