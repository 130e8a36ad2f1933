import { expect, test } from 'vitest';
import { ClaimLoop } from './claim-loop.ts';
import type { Task } from './task.ts';

/** A loop over tasks that the test puts in a queue, runs and ends. */
function loopOf(concurrency: number, waiting: string[] = []) {
  const ends = new Map<string, () => void>();
  const errors: unknown[] = [];
  const seen = { claims: 0 };
  let beforeClaim: () => Promise<void> | void = () => {};
  const loop = new ClaimLoop({
    concurrency,
    quickMs: 3_600_000,
    claim: async () => {
      seen.claims++;
      const uuid = waiting.shift();
      await beforeClaim();
      return uuid === undefined ? undefined : ({ uuid } as Task);
    },
    run: ({ uuid }) =>
      uuid === 'broken' ? Promise.reject(new Error(uuid)) : new Promise((resolve) => ends.set(uuid, resolve)),
    onError: (error) => errors.push(error),
  });
  const end = (uuid: string) => {
    ends.get(uuid)?.();
    ends.delete(uuid);
  };
  return {
    loop,
    waiting,
    seen,
    errors,
    end,
    running: () => [...ends.keys()],
    beforeClaim: (act: typeof beforeClaim) => {
      beforeClaim = act;
    },
  };
}

/** Until everything that goes on by itself has gone as far as it can. */
const settle = () => new Promise(setImmediate);

test('it runs as many tasks at a time as it may, and the next when one ends', async () => {
  const { loop, running, end } = loopOf(2, ['a', 'b', 'c', 'd']);
  loop.wake();
  await settle();
  expect(running()).toEqual(['a', 'b']);
  end('a');
  await settle();
  expect(running()).toEqual(['b', 'c']);
});

test('with no places it claims nothing', async () => {
  const { loop, seen } = loopOf(0, ['a']);
  loop.wake();
  await settle();
  expect(seen.claims).toBe(0);
});

test('a wake-up that comes during a claim is not lost', async () => {
  const { loop, waiting, running, beforeClaim } = loopOf(1);
  beforeClaim(() => {
    // It found nothing, and only now there is something.
    beforeClaim(() => {});
    waiting.push('late');
    loop.wake();
  });
  loop.wake();
  await settle();
  expect(running()).toEqual(['late']);
});

test('many wake-ups for nothing cost two claims at most', async () => {
  const { loop, seen } = loopOf(4);
  for (let count = 0; count < 100; count++) loop.wake();
  await settle();
  expect(seen.claims).toBe(2);
});

test('a claim that fails is reported, and the next wake-up claims again', async () => {
  const { loop, errors, running, beforeClaim } = loopOf(1, ['lost', 'a']);
  beforeClaim(() => {
    beforeClaim(() => {});
    throw new Error('the database is away');
  });
  loop.wake();
  await settle();
  expect([errors.length, running()]).toEqual([1, []]);
  loop.wake();
  await settle();
  expect(running()).toEqual(['a']);
});

test('a run that throws gives its place to the next', async () => {
  const { loop, errors, running } = loopOf(1, ['broken', 'a']);
  loop.wake();
  await settle();
  expect([errors.length, running()]).toEqual([1, ['a']]);
});

test('stopped, it waits for a claim under way and for what runs, and claims nothing more', async () => {
  const claimed = Promise.withResolvers<void>();
  const { loop, running, end, seen, beforeClaim } = loopOf(2, ['a', 'b', 'c']);
  beforeClaim(() => claimed.promise);
  loop.wake();
  let isStopped = false;
  const stopped = loop.stop().then(() => {
    isStopped = true;
  });
  claimed.resolve();
  await settle();
  expect([running(), isStopped]).toEqual([['a'], false]);
  end('a');
  await stopped;
  loop.wake();
  await settle();
  expect([running(), seen.claims]).toEqual([[], 1]);
});
