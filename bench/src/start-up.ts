import { setTimeout } from 'node:timers/promises';
import { startServer } from './boardgate.ts';
import { type ServerChild, temporaryFolder } from './child.ts';
import { progress } from './progress.ts';

const STARTS = 5;
const SETTLE_MS = 2000;

export interface StartUpResults {
  readonly firstStartMs: readonly number[];
  readonly laterStartMs: readonly number[];
  readonly idleMb: readonly number[];
}

/**
 * Measures the time from the start of the process to the first 200 of `/readyz`, on an empty and a used data folder,
 * and memory at rest.
 */
export async function measureStartUp(): Promise<StartUpResults> {
  const results = { firstStartMs: [] as number[], laterStartMs: [] as number[], idleMb: [] as number[] };
  for (let start = 1; start <= STARTS; start++) {
    progress(`start ${start} of ${STARTS}`);
    const folder = temporaryFolder();
    await (await timeStart(folder, results.firstStartMs)).stop();
    const server = await timeStart(folder, results.laterStartMs);
    if (start === 1 || start === STARTS) {
      await setTimeout(SETTLE_MS);
      results.idleMb.push(server.residentMb());
    }
    await server.stop();
  }
  return results;
}

async function timeStart(folder: string, times: number[]): Promise<ServerChild> {
  const startedAt = performance.now();
  const server = await startServer(folder);
  const answer = await fetch(`${server.url}/readyz`);
  if (answer.status !== 200) throw new Error(`/readyz answered ${answer.status}`);
  times.push(performance.now() - startedAt);
  return server;
}
