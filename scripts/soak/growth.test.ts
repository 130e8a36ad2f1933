import { expect, test } from 'vitest';
import { growthPerHour } from './growth.ts';

const samplesOf = (size: (minute: number) => number) =>
  Array.from({ length: 600 }, (_, at) => ({ minute: at / 10, megabytes: size(at / 10) }));

test('what stays the same does not grow, whatever garbage comes and goes', () => {
  expect(growthPerHour(samplesOf(() => 200))).toBe(0);
  expect(Math.abs(growthPerHour(samplesOf((minute) => 200 + 30 * ((minute * 7) % 1))))).toBeLessThan(0.01);
});

test('a leak is found beside garbage: 10 MB an hour are 5 % of 200', () => {
  const growth = growthPerHour(samplesOf((minute) => 195 + minute / 6 + 30 * ((minute * 7) % 1)));
  expect(growth).toBeGreaterThan(0.035);
  expect(growth).toBeLessThan(0.06);
});
