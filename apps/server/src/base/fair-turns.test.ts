import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FairTurns } from './fair-turns.ts';

/** Pieces of work that end when they are told to, and the order in which they began. */
class Bench {
  readonly begun: string[] = [];
  readonly #ends: (() => void)[] = [];
  readonly turns: FairTurns;
  constructor(turns: FairTurns) {
    this.turns = turns;
  }
  ask(projectId: string): Promise<void> {
    return this.turns.run(projectId, () => {
      this.begun.push(projectId);
      return new Promise((resolve) => this.#ends.push(resolve));
    });
  }
  get running(): number {
    return this.#ends.length;
  }
  async endOne(): Promise<void> {
    await this.settle();
    this.#ends.shift()?.();
    await this.settle();
  }
  /** The turn is handed on after other requests have run. */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  }
}

describe('projects take turns', () => {
  test('a quiet project waits for one piece of work of a loud one, not for all', async () => {
    const bench = new Bench(new FairTurns(1, 1000));
    const all = Array.from({ length: 100 }, () => bench.ask('loud'));
    all.push(bench.ask('quiet'));
    await bench.endOne();
    await bench.endOne();
    expect(bench.begun).toEqual(['loud', 'loud', 'quiet']);
    for (let left = 0; left < 100; left++) await bench.endOne();
    await Promise.all(all);
    expect(bench.begun.filter((name) => name === 'loud')).toHaveLength(100);
  });

  test('whoever asks, no more run at once than may, all are run, and nobody is passed twice by another', async () => {
    const asked = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(asked, fc.integer({ min: 1, max: 4 }), async (names, parallel) => {
        const bench = new Bench(new FairTurns(parallel, 1000));
        const all = names.map((name) => bench.ask(name));
        await bench.settle();
        while (bench.running > 0) {
          expect(bench.running).toBeLessThanOrEqual(parallel);
          await bench.endOne();
        }
        await Promise.all(all);
        expect([...bench.begun].sort()).toEqual([...names].sort());
        // While two wait, each has at most one turn more than the other since the last wait began.
        const waited = bench.begun.slice(parallel);
        for (const name of new Set(waited)) {
          const first = waited.indexOf(name);
          const before = waited.slice(0, first);
          for (const other of new Set(before))
            expect(before.filter((one) => one === other).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('work that fails hands the turn on', async () => {
    const turns = new FairTurns(1, 10);
    await expect(turns.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turns.run('a', async () => 'done')).resolves.toBe('done');
  });

  test('more than may wait are refused, with when to try again', async () => {
    const bench = new Bench(new FairTurns(1, 2));
    const all = [bench.ask('a'), bench.ask('a'), bench.ask('b')];
    await expect(bench.ask('c')).rejects.toMatchObject({
      code: 'server-busy',
      statusCode: 503,
      retryAfterSeconds: 1,
    });
    for (const _ of all) await bench.endOne();
    await Promise.all(all);
    const later = bench.ask('c');
    await bench.endOne();
    await later;
  });
});
