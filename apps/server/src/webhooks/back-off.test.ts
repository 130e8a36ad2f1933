import { expect, test } from 'vitest';
import { backOffMs } from './back-off.ts';

test('waits 10 s, four times as long each time, and never more than an hour', () => {
  const waits = [1, 2, 3, 4, 5, 6, 10].map((attempts) => backOffMs(attempts, 0) / 1000);
  expect(waits).toEqual([10, 40, 160, 640, 2560, 3600, 3600]);
});

test('chance takes up to a fifth off, so that what failed together does not come back together', () => {
  expect(backOffMs(1, 0.5)).toBe(9000);
  expect(backOffMs(6, 0.999_999)).toBe(2_880_001);
});
