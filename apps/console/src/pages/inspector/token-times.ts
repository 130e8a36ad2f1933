import type { Claims } from './inspection.ts';

type Times = Pick<Claims, 'issuedAt' | 'expiresAt'>;

/** What happens in a token's life, and the present, in their order. */
export function eventsOf({ issuedAt, expiresAt }: Times, now: number) {
  const events = [
    ...(issuedAt === null ? [] : [{ name: 'issued' as const, at: Date.parse(issuedAt) }]),
    { name: 'now' as const, at: now },
    ...(expiresAt === null ? [] : [{ name: 'expires' as const, at: Date.parse(expiresAt) }]),
  ];
  return events.toSorted((a, b) => a.at - b.at);
}

/** How much of its life is over, 0 to 1; `null` where the token has no beginning or end, or ends before it begins. */
export function lifeOver({ issuedAt, expiresAt }: Times, now: number): number | null {
  if (issuedAt === null || expiresAt === null) return null;
  const [from, until] = [Date.parse(issuedAt), Date.parse(expiresAt)];
  return until > from ? Math.min(1, Math.max(0, (now - from) / (until - from))) : null;
}
