import { createRoom, newToken, TOKEN_BODY } from './boardgate.ts';
import type { ServerChild } from './child.ts';
import { type ConversionClient, isFinished } from './conversion-client.ts';
import { findServer, pin, pinDescendants } from './conversion-processes.ts';
import { progress } from './progress.ts';
import { measureInRounds, type Round, type Subject } from './rounds.ts';

/** Names of the rows. */
export const ALONE = 'Room token, nothing converted';
export const BESIDE = 'Room token, conversions running';

const ROUNDS = 5;
const PLAN = { connections: 64, rounds: 1, roundMs: 2500, warmUpMs: 1000 };
const SERVER_CORE = 0;
const CONVERSION_CORE = 1;
/** One is converted while the other waits, so that a conversion is always running. */
const AT_ONCE = 2;
/** Polls as rarely as an app does. */
const POLL_MS = 250;

export interface BesideResults {
  readonly rounds: { readonly [ALONE]: readonly Round[]; readonly [BESIDE]: readonly Round[] };
  /** Pages converted meanwhile, including warm-up: proves that conversions ran. */
  readonly pagesPerSecond: readonly number[];
  /** Whether the server had one core and the conversions another; the load generator uses both. */
  readonly isPinned: boolean;
}

/** Measures Room tokens with and without conversions, in turns on the same server. */
export async function measureBeside(
  server: ServerChild,
  client: ConversionClient,
  document: { readonly resource: string; readonly pages: number },
): Promise<BesideResults> {
  const subjectOf = await subjects(server);
  const pid = findServer();
  const isServerPinned = await pin(pid, SERVER_CORE);
  const stopPinning = pinDescendants(pid, CONVERSION_CORE);
  const rounds = { [ALONE]: [] as Round[], [BESIDE]: [] as Round[] };
  const pagesPerSecond: number[] = [];
  const measure = async (name: typeof ALONE | typeof BESIDE) => {
    const measured = await measureInRounds([subjectOf(name)], PLAN);
    rounds[name].push(...(measured[name] ?? []));
  };
  const turns = [
    () => measure(ALONE),
    async () => {
      pagesPerSecond.push(await whileConverting(client, document, () => measure(BESIDE)));
    },
  ];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      progress(`beside conversions, round ${round + 1} of ${ROUNDS}`);
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    return { rounds, pagesPerSecond, isPinned: isServerPinned && stopPinning() > 0 };
  } finally {
    stopPinning();
  }
}

async function subjects(server: ServerChild): Promise<(name: string) => Subject> {
  const token = newToken();
  const room = await createRoom(server.url, token);
  const url = `${server.url}/v5/tokens/rooms/${room}`;
  return (name) => ({ name, server, url, body: TOKEN_BODY, tokens: [token] });
}

/** Converts documents one after the other until the work is done. Returns pages per second. */
async function whileConverting(
  client: ConversionClient,
  { resource, pages }: { readonly resource: string; readonly pages: number },
  work: () => Promise<void>,
): Promise<number> {
  let isOver = false;
  const converted = Array.from({ length: AT_ONCE }, () => 0);
  const loop = async (at: number) => {
    for (let finished = 0; !isOver; finished++) {
      await client.waitUntil(await client.start(resource), POLL_MS, (shown) => {
        if (!isOver) converted[at] = (finished + (shown.convertedPercentage ?? 0) / 100) * pages;
        return isFinished(shown);
      });
    }
  };
  const conversions = Promise.all(converted.map((_, at) => loop(at)));
  const startedAt = performance.now();
  try {
    // A conversion that fails ends the benchmark: the work would continue without conversions and falsify the result.
    await Promise.race([work(), conversions]);
  } finally {
    isOver = true;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await conversions;
  return converted.reduce((sum, count) => sum + count, 0) / seconds;
}
