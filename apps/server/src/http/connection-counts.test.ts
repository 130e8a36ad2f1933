import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Family } from '../../test/support/siblings.ts';
import { ConnectionCounts } from './connection-counts.ts';

const TOLD_MS = 50;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('connections to all processes count, by network and together', () => {
  const family = new Family();
  const [one, other] = [new ConnectionCounts(family.join()), new ConnectionCounts(family.join())];
  one.add('10.0.0.1');
  one.add('10.0.0.1');
  one.add('10.0.0.2');
  other.add('10.0.0.1');
  vi.advanceTimersByTime(TOLD_MS);
  for (const counts of [one, other]) expect([counts.of('10.0.0.1'), counts.total]).toEqual([3, 4]);
  one.remove('10.0.0.1');
  one.remove('10.0.0.1');
  vi.advanceTimersByTime(TOLD_MS);
  for (const counts of [one, other]) expect([counts.of('10.0.0.1'), counts.total]).toEqual([1, 2]);
});

test('those of a process that has ended are gone', () => {
  const family = new Family();
  const [one, other] = [new ConnectionCounts(family.join()), new ConnectionCounts(family.join())];
  one.add('10.0.0.1');
  other.add('10.0.0.1');
  vi.advanceTimersByTime(TOLD_MS);
  family.end(0);
  expect([other.of('10.0.0.1'), other.total]).toEqual([1, 1]);
});

test('a process that begins learns what the others have', () => {
  const family = new Family();
  const one = new ConnectionCounts(family.join());
  one.add('10.0.0.1');
  vi.advanceTimersByTime(TOLD_MS);
  const siblings = family.join();
  const late = new ConnectionCounts(siblings);
  siblings.tell('begun', null);
  expect([late.of('10.0.0.1'), late.total]).toEqual([1, 1]);
});
