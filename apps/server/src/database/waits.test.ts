import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Waits } from './waits.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTime(ms);

/** So many have waited, and got a connection each so many milliseconds. */
function serve(waits: Waits, count: number, everyMs: number): void {
  for (let served = 0; served < count; served++) {
    pass(everyMs);
    waits.end();
  }
}

function begin(waits: Waits, count: number): void {
  for (let begun = 0; begun < count; begun++) waits.begin();
}

test('nobody waits: whoever comes has a connection at once', () => {
  const waits = new Waits();
  expect([waits.waiting, waits.expectedMs]).toEqual([0, 0]);
  begin(waits, 3);
  serve(waits, 3, 100);
  pass(10_000);
  expect([waits.waiting, waits.expectedMs]).toEqual([0, 0]);
});

test('the wait to expect is the number of those who wait, times what each has taken lately', () => {
  const waits = new Waits();
  begin(waits, 300);
  serve(waits, 200, 5);
  expect(waits.waiting).toBe(100);
  expect(waits.expectedMs).toBeGreaterThan(450);
  expect(waits.expectedMs).toBeLessThan(550);
  begin(waits, 100);
  serve(waits, 100, 1);
  expect(waits.expectedMs).toBeLessThan(150);
});

test('it grows while nobody gets a connection', () => {
  const waits = new Waits();
  pass(60_000);
  begin(waits, 1);
  expect(waits.expectedMs).toBeLessThan(10);
  pass(700);
  expect(waits.expectedMs).toBeGreaterThanOrEqual(700);
});

test('a pause without anybody says nothing of what a connection takes', () => {
  const waits = new Waits();
  for (let time = 0; time < 100; time++) {
    begin(waits, 1);
    serve(waits, 1, 0);
    pass(1000);
  }
  begin(waits, 100);
  expect(waits.expectedMs).toBeLessThan(150);
});

test('how long somebody has always waited, whoever it was', () => {
  const waits = new Waits();
  expect(waits.unbrokenMs).toBe(0);
  for (let time = 0; time < 10; time++) {
    begin(waits, 2);
    serve(waits, 1, 100);
  }
  expect(waits.unbrokenMs).toBe(1000);
  serve(waits, 10, 0);
  expect(waits.unbrokenMs).toBe(0);
  pass(60_000);
  begin(waits, 1);
  expect(waits.unbrokenMs).toBe(0);
});
