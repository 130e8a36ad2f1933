import { expect, test } from 'vitest';
import { joinLifespan, splitLifespan } from './lifespan.ts';

test.each([
  [0, { amount: 1, unit: 'never' }],
  [60_000, { amount: 1, unit: 'minutes' }],
  [5_400_000, { amount: 90, unit: 'minutes' }],
  [3_600_000, { amount: 1, unit: 'hours' }],
  [36 * 3_600_000, { amount: 36, unit: 'hours' }],
  [7 * 86_400_000, { amount: 7, unit: 'days' }],
] as const)('%i ms is %j, there and back', (lifespanMs, expected) => {
  expect(splitLifespan(lifespanMs)).toEqual(expected);
  expect(joinLifespan(expected.amount, expected.unit)).toBe(lifespanMs);
});
