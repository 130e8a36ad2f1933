import { setTimeout } from 'node:timers/promises';

const PAUSE_MS = 5;

/** Asks again and again until there is an answer, with a pause that leaves the processor to what is waited for. */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await setTimeout(PAUSE_MS);
  }
}
