import { stayAwakeFor } from './awake.ts';
import { Connection } from './connection.ts';
import { answerOrders } from './orders.ts';

/** Requests of two kinds to send one by one over one connection. */
export interface TimingOrder {
  readonly port: number;
  /** The expected status of every answer. */
  readonly status: number;
  /** One request of each kind. */
  readonly pairs: readonly (readonly [first: string, second: string])[];
  /** How many pairs to send first without counting them. */
  readonly warmUpPairs: number;
}

/** The time of each request, in microseconds; those at the same index were sent one right after the other. */
export interface TimingResult {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** The order within a pair is random: the second request may be faster. */
async function run({ port, status, pairs, warmUpPairs }: TimingOrder): Promise<TimingResult> {
  const requests = pairs.flatMap(([first, second]) => {
    const pair = [
      { request: Buffer.from(first), isFirst: true, us: 0 },
      { request: Buffer.from(second), isFirst: false, us: 0 },
    ];
    return Math.random() < 0.5 ? pair : pair.reverse();
  });
  let sent = 0;
  let answered = 0;
  const done = new Promise<void>((resolve, reject) => {
    new Connection(port, status, {
      nextRequest: () => {
        if (sent === requests.length) resolve();
        return requests[sent++]?.request;
      },
      onAnswer: (latencyMs) => {
        const entry = requests[answered++];
        if (entry !== undefined) entry.us = latencyMs * 1000;
      },
      fail: reject,
    });
  });
  await stayAwakeFor(done);
  const counted = requests.slice(warmUpPairs * 2);
  const of = (isFirst: boolean) =>
    counted.filter((entry) => entry.isFirst === isFirst).map((entry) => entry.us);
  return { first: of(true), second: of(false) };
}

answerOrders(run);
