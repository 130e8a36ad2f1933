export const LIFESPAN_UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

export type LifespanUnit = keyof typeof LIFESPAN_UNITS | 'never';

/** A lifespan as an amount and a unit. 0, a token that never expires, is `never`. */
export function splitLifespan(lifespanMs: number): { readonly amount: number; readonly unit: LifespanUnit } {
  if (lifespanMs === 0) return { amount: 1, unit: 'never' };
  const unit =
    (['days', 'hours'] as const).find((name) => lifespanMs % LIFESPAN_UNITS[name] === 0) ?? 'minutes';
  return { amount: Math.max(1, Math.round(lifespanMs / LIFESPAN_UNITS[unit])), unit };
}

export function joinLifespan(amount: number, unit: LifespanUnit): number {
  return unit === 'never' ? 0 : amount * LIFESPAN_UNITS[unit];
}
