import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Family } from '../../test/support/siblings.ts';
import { Rates } from './rates.ts';

const MAX = 10;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_750_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many of so many attempts are counted. */
function takeUpTo(rates: Rates, attempts: number, id = 'a'): number {
  let taken = 0;
  for (let attempt = 0; attempt < attempts; attempt++) if (rates.take(id, MAX) === 0) taken++;
  return taken;
}

describe('rates of a server that is several processes', () => {
  function start(processes: number, name = 'requests'): Rates[] {
    const family = new Family();
    return Array.from({ length: processes }, () => new Rates(name, 'minute', family.join()));
  }

  test('what one process lets through, the others have less of a moment later', () => {
    const [one, other] = start(2) as [Rates, Rates];
    expect(takeUpTo(one, 6)).toBe(6);
    vi.advanceTimersByTime(50);
    expect(takeUpTo(other, 20)).toBe(4);
    vi.advanceTimersByTime(50);
    expect(takeUpTo(one, 20)).toBe(0);
  });

  test('what all let through before they hear of each other is paid back: the long run has no more than one process would', () => {
    const processes = start(3);
    let taken = 0;
    const minutes = 20;
    for (let tick = 0; tick < minutes * 600; tick++) {
      for (const rates of processes) taken += takeUpTo(rates, 5);
      vi.advanceTimersByTime(100);
    }
    expect(taken).toBeLessThanOrEqual(MAX * (minutes + processes.length));
    expect(taken).toBeGreaterThanOrEqual(MAX * minutes * 0.9);
  });

  test('one id’s rate is no other’s, and neither is that of other rates', () => {
    const family = new Family();
    const requests = new Rates('requests', 'minute', family.join());
    const changes = new Rates('room-changes', 'minute', family.join());
    expect(takeUpTo(requests, MAX)).toBe(MAX);
    vi.advanceTimersByTime(50);
    expect(takeUpTo(changes, MAX)).toBe(MAX);
    expect(takeUpTo(requests, MAX, 'b')).toBe(MAX);
  });

  test('whoever is refused learns when there is a time again, though others have taken more than there was', () => {
    const [one, other] = start(2) as [Rates, Rates];
    takeUpTo(one, MAX);
    takeUpTo(other, MAX);
    vi.advanceTimersByTime(50);
    const seconds = one.take('a', MAX);
    expect(seconds).toBeGreaterThan(6);
    vi.advanceTimersByTime(seconds * 1000);
    expect(one.take('a', MAX)).toBe(0);
  });
});

test('a process alone tells nobody', () => {
  const rates = new Rates('requests', 'minute');
  expect(takeUpTo(rates, 2 * MAX)).toBe(MAX);
  expect(vi.getTimerCount()).toBe(0);
});
