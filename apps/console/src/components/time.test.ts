import { expect, test } from 'vitest';
import { formatRelative } from './time.ts';

const HOUR = 3_600_000;

test.each([
  [0, 'en', 'now'],
  [-900, 'en', 'now'],
  [-59_999, 'en', '59 seconds ago'],
  [60_000, 'en', 'in 1 minute'],
  [2 * HOUR, 'en', 'in 2 hours'],
  [-24 * HOUR, 'en', 'yesterday'],
  [-3 * 24 * HOUR, 'en', '3 days ago'],
  [400 * 24 * HOUR, 'en', 'next year'],
  [-2 * HOUR, 'zh-CN', '2小时前'],
])('%i ms from now is, in %s, %s', (ms, language, expected) => {
  expect(formatRelative(ms, language)).toBe(expected);
});
