const FIRST_SUGGESTION_MS = 30 * 86_400_000;
const MINUTE_MS = 60_000;

/** An expiry being edited. `local` is the value of a `datetime-local` field, and is kept while `isNever` is set. */
export interface Expiry {
  readonly isNever: boolean;
  readonly local: string;
}

export function expiryOf(expiresAt: string | null, now = Date.now()): Expiry {
  const at = expiresAt === null ? now + FIRST_SUGGESTION_MS : Date.parse(expiresAt);
  return { isNever: expiresAt === null, local: toLocal(at) };
}

/** The time in ISO 8601; `null` = never, `undefined` = not in the future. */
export function timeOfExpiry({ isNever, local }: Expiry, now = Date.now()): string | null | undefined {
  if (isNever) return null;
  const at = Date.parse(local);
  return at > now ? new Date(at).toISOString() : undefined;
}

/** `2026-01-31T18:30`, in local time. */
function toLocal(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * MINUTE_MS;
  return new Date(at - offset).toISOString().slice(0, 16);
}
