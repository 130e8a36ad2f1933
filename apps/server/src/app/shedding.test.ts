import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Waits } from '../database/waits.ts';
import { Shedding } from './shedding.ts';

const MS_EACH = 1;

let waits: Waits;
let shedding: Shedding;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  waits = new Waits();
  shedding = new Shedding(waits, { regionUpstreams: undefined }, () => {});
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether a list of rooms is refused. */
function isRefused(): boolean {
  const response = { writeHead: () => {}, end: () => {} } as unknown as ServerResponse;
  return shedding.refuseEarly({ url: '/v5/rooms', headers: {} } as IncomingMessage, response);
}

/** As many as are let in, of so many that come at once. */
function send(count: number): number {
  let letIn = 0;
  for (let sent = 0; sent < count; sent++) {
    if (isRefused()) continue;
    waits.begin();
    letIn++;
  }
  return letIn;
}

function serve(count: number): void {
  for (let served = 0; served < count; served++) {
    vi.advanceTimersByTime(MS_EACH);
    waits.end();
  }
}

test('a burst of as many as are served in half a second waits, and what is beyond it is refused', () => {
  const letIn = send(1000);
  expect(letIn).toBeGreaterThan(490);
  expect(letIn).toBeLessThan(510);
});

test('where more come than are served, 100 may wait, and as many as are served are let in', () => {
  send(400);
  serve(310);
  expect(waits.waiting).toBe(90);
  expect(send(400)).toBe(10);
  serve(50);
  expect(send(400)).toBe(50);
});

test('a hundred clients who each wait for their answer are never refused', () => {
  send(100);
  for (let round = 0; round < 2000; round++) {
    serve(1);
    expect(send(1)).toBe(1);
  }
});

test('after a break the next burst may be as long as the first', () => {
  send(400);
  serve(400);
  expect(send(400)).toBe(400);
});
