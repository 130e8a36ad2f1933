import type { Role, TokenKind } from '@boardgate/token';

/** How much of the conversion service a project may use. */
export interface ConversionQuota {
  readonly maxWaitingTasks: number;
  readonly maxRunningTasks: number;
  /** Pages and bytes of all tasks that are kept. */
  readonly maxPages: number;
  readonly maxBytes: number;
}

/** Where a limit is absent, the server's configuration holds. */
export interface Policy {
  /** Does not concern permanent tokens. */
  readonly maxLifespanMs?: Partial<Readonly<Record<TokenKind, number>>>;
  readonly allowPermanentTokens?: boolean;
  /** The strongest role of a token. */
  readonly maxRole?: Role;
  readonly conversions?: Partial<ConversionQuota>;
}

/** The stored form of a policy; `null` if it limits nothing. */
export function encodePolicy(policy: Policy | null): string | null {
  return policy === null || Object.keys(policy).length === 0 ? null : JSON.stringify(policy);
}

export function decodePolicy(stored: string | null): Policy | null {
  return stored === null ? null : (JSON.parse(stored) as Policy);
}
