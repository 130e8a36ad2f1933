import { expect, test } from 'vitest';
import { parseLifespan, showSpan } from './lifespan.ts';

test.each([
  ['0', 0],
  ['250', 250],
  ['250ms', 250],
  ['90s', 90_000],
  ['15m', 900_000],
  ['1h', 3_600_000],
  ['7d', 604_800_000],
])('%s is %i ms', (text, ms) => {
  expect(parseLifespan(text)).toBe(ms);
});

test.each(['', '-1', '1.5h', '1 h', 'h', '1w', '9'.repeat(30)])('%j is no lifespan', (text) => {
  expect(() => parseLifespan(text)).toThrow('Write 90s, 15m, 1h, 7d');
});

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [5_400_000, '1 h 30 min'],
  [90_061_000, '1 d 1 h'],
])('%i ms is shown as %s', (ms, text) => {
  expect(showSpan(ms)).toBe(text);
});
