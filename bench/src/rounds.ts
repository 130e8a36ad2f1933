import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { launch, type ServerChild } from './child.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { sendOrder } from './orders.ts';
import { progress } from './progress.ts';

/** What to measure: the requests to a server, and the expected answer. */
export interface Subject {
  readonly name: string;
  readonly server: ServerChild;
  readonly url: string;
  readonly body: string;
  readonly tokens: readonly string[];
  /** A file of rooms and tokens to send instead, see `pairs.ts`. */
  readonly pairsFile?: string;
  /** Default: POST. */
  readonly method?: LoadOrder['method'];
  /** Default: 201. */
  readonly status?: number;
  /** The number of requests to warm up with, if filling a cache takes a number of them rather than a time. */
  readonly warmUpRequests?: number;
  /** How long the server keeps working afterwards: the next subject would share the cores with that. */
  readonly settleMs?: number;
}

export interface Plan {
  readonly connections: number;
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
}

export interface Round extends LoadResult {
  /** Share of one core that the server used. */
  readonly serverCpu: number;
}

/** Every subject's rounds, by name. */
export type Rounds = Readonly<Record<string, readonly Round[]>>;

/** Loads every subject in turn. Each round begins with another subject. */
export async function measureInRounds(subjects: readonly Subject[], plan: Plan): Promise<Rounds> {
  const generator = launch('./load.ts');
  try {
    for (const subject of subjects) {
      progress(`warming up: ${subject.name}`);
      const { warmUpRequests: requests } = subject;
      await load(generator, subject, plan, requests === undefined ? { ms: plan.warmUpMs } : { requests });
    }
    const results: Record<string, Round[]> = Object.fromEntries(subjects.map(({ name }) => [name, []]));
    for (let round = 0; round < plan.rounds; round++) {
      for (let turn = 0; turn < subjects.length; turn++) {
        const subject = subjects[(turn + round) % subjects.length];
        if (subject === undefined) continue;
        progress(`round ${round + 1} of ${plan.rounds}: ${subject.name}`);
        results[subject.name]?.push(await measure(generator, subject, plan));
        if (subject.settleMs !== undefined) await setTimeout(subject.settleMs);
      }
    }
    return results;
  } finally {
    generator.kill();
  }
}

async function measure(generator: ChildProcess, subject: Subject, plan: Plan): Promise<Round> {
  const cpuBefore = subject.server.cpuSeconds();
  const result = await load(generator, subject, plan, { ms: plan.roundMs });
  const cpuSeconds = subject.server.cpuSeconds() - cpuBefore;
  return { ...result, serverCpu: cpuSeconds / (plan.roundMs / 1000) };
}

async function load(
  generator: ChildProcess,
  { name, url, body, tokens, pairsFile, method = 'POST', status = 201 }: Subject,
  { connections }: Plan,
  until: LoadOrder['until'],
): Promise<LoadResult> {
  const order: LoadOrder = { name, method, url, body, status, tokens, pairsFile, connections, until };
  return await sendOrder<LoadResult>(generator, name, order);
}
