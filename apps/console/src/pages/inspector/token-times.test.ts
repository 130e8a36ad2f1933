import { expect, test } from 'vitest';
import { eventsOf, lifeOver } from './token-times.ts';

const at = (minute: number) => Date.UTC(2026, 0, 1, 0, minute);
const times = (issued: number | null, expires: number | null) => ({
  issuedAt: issued === null ? null : new Date(at(issued)).toISOString(),
  expiresAt: expires === null ? null : new Date(at(expires)).toISOString(),
});

test.each([
  [times(0, 60), 30, ['issued', 'now', 'expires'], 0.5],
  [times(0, 60), 90, ['issued', 'expires', 'now'], 1],
  [times(30, 60), 0, ['now', 'issued', 'expires'], 0],
  [times(0, null), 30, ['issued', 'now'], null],
  [times(null, 60), 30, ['now', 'expires'], null],
  [times(60, 0), 30, ['expires', 'now', 'issued'], null],
])('%j at minute %i', (token, minute, order, over) => {
  expect(eventsOf(token, at(minute)).map(({ name }) => name)).toEqual(order);
  expect(lifeOver(token, at(minute))).toBe(over);
});
