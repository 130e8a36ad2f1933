import type { ChildProcess } from 'node:child_process';
import { launch, nextMessage } from './child.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { progress } from './progress.ts';
import { type Subject, startSubjects } from './subjects.ts';

export const CONNECTIONS = 64;
export const ROUNDS = 7;
const WARM_UP_MS = 5000;
const ROUND_MS = 2000;

export interface Round extends LoadResult {
  /** Share of one core that the server used. */
  readonly serverCpu: number;
}

/** Every subject's rounds, by its name. */
export type EndpointResults = ReadonlyMap<string, readonly Round[]>;

/** Loads every subject in turn, round after round, each round beginning with another one. */
export async function measureEndpoints(): Promise<EndpointResults> {
  const subjects = await startSubjects();
  const generator = launch('./load.ts');
  try {
    for (const subject of subjects.list) {
      progress(`warming up: ${subject.name}`);
      await measure(generator, subject, WARM_UP_MS);
    }
    const results = new Map<string, Round[]>(subjects.list.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (let turn = 0; turn < subjects.list.length; turn++) {
        const subject = subjects.list[(turn + round) % subjects.list.length];
        if (subject === undefined) continue;
        progress(`round ${round + 1} of ${ROUNDS}: ${subject.name}`);
        results.get(subject.name)?.push(await measure(generator, subject, ROUND_MS));
      }
    }
    return results;
  } finally {
    generator.kill();
    await subjects.stop();
  }
}

async function measure(generator: ChildProcess, subject: Subject, durationMs: number): Promise<Round> {
  const { url, body, tokens, server } = subject;
  const order: LoadOrder = { url, body, tokens, connections: CONNECTIONS, durationMs };
  const cpuBefore = server.cpuSeconds();
  generator.send(order);
  const answer = (await nextMessage(generator)) as { result?: LoadResult; error?: string };
  if (answer.result === undefined) throw new Error(`${subject.name}: ${answer.error}`);
  return { ...answer.result, serverCpu: (server.cpuSeconds() - cpuBefore) / (durationMs / 1000) };
}
