import { channel } from 'node:diagnostics_channel';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextTurn } from '../base/next-turn.ts';
import { SqliteTurns } from './sqlite-turns.ts';

/** What Node.js says when it takes a connection. */
const connections = channel('net.server.socket');

const TURN_MS = 0.01;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  // Long after the last pause.
  vi.advanceTimersByTime(1000);
});
afterEach(() => {
  vi.useRealTimers();
});

/** For how many turns of the event loop the next transaction waits, while a connection is taken in the first so many of them. */
async function turnsBeside(connectionsToTake: number): Promise<number> {
  const turns = new SqliteTurns();
  let hasBegun = false;
  const begun = turns.begin().then(() => {
    hasBegun = true;
  });
  let count = 0;
  while (!hasBegun) {
    count++;
    if (count <= connectionsToTake) connections.publish({});
    await nextTurn();
    vi.advanceTimersByTime(TURN_MS);
  }
  await begun;
  return count;
}

test('between transactions there is a turn for others, and one for each new connection', async () => {
  const quiet = await turnsBeside(0);
  expect(quiet).toBeGreaterThan(0);
  expect(await turnsBeside(10)).toBe(quiet + 10);
});

test('however many connect, transactions go on', async () => {
  const turns = await turnsBeside(10_000);
  expect(turns * TURN_MS).toBeLessThan(1.1);
});

test('one user at a time, in the order in which they came', async () => {
  const turns = new SqliteTurns();
  const order: number[] = [];
  const use = async (user: number) => {
    await turns.begin();
    order.push(user);
    await nextTurn();
    order.push(user);
    turns.end();
  };
  await Promise.all([use(1), use(2), use(3)]);
  expect(order).toEqual([1, 1, 2, 2, 3, 3]);
});
