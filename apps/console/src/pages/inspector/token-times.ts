import type { Claims } from './inspection.ts';

type Times = Pick<Claims, 'issuedAt' | 'expiresAt'>;

/** Issue, expiry and the present, in order. */
export function eventsOf({ issuedAt, expiresAt }: Times, now: number) {
  const events = [
    ...(issuedAt === null ? [] : [{ name: 'issued' as const, at: Date.parse(issuedAt) }]),
    { name: 'now' as const, at: now },
    ...(expiresAt === null ? [] : [{ name: 'expires' as const, at: Date.parse(expiresAt) }]),
  ];
  return events.toSorted((a, b) => a.at - b.at);
}

/** The part of the lifespan that has passed, 0 to 1; `null` without an issue time or expiry, or if the expiry is first. */
export function lifeOver({ issuedAt, expiresAt }: Times, now: number): number | null {
  if (issuedAt === null || expiresAt === null) return null;
  const [from, until] = [Date.parse(issuedAt), Date.parse(expiresAt)];
  return until > from ? Math.min(1, Math.max(0, (now - from) / (until - from))) : null;
}
