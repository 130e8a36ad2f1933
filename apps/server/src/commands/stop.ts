import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';
import { printError } from './output.ts';

/** How long clients may take to send the request on whose answer their connection ends. */
const LINGER_MS = 500;
const LOOK_MS = 20;
/** What remains of the limit, after clients are cut off, to write down what the server still knows. */
const CLOSING_MS = 900;

export const STOPPING = 'Boardgate is stopping. Requests in progress are completed first.';

/**
 * Stops so that nobody's request is lost: tells load balancers, ends each connection with an answer, stops listening, finishes what is in
 * progress. Ends the process if that takes longer than the limit, whatever hangs.
 */
export async function stop(
  app: FastifyInstance,
  stopping: AbortController,
  { shutdownDelayMs, shutdownLimitMs }: Pick<Config, 'shutdownDelayMs' | 'shutdownLimitMs'>,
): Promise<void> {
  setTimeout(() => app.server.closeAllConnections(), shutdownLimitMs - CLOSING_MS).unref();
  setTimeout(() => {
    printError(`boardgate: not everything was finished within ${shutdownLimitMs} ms: ended now`);
    process.exit(1);
  }, shutdownLimitMs).unref();
  stopping.abort();
  await sleep(shutdownDelayMs);
  await connectionsEnd(app);
  await app.close();
}

async function connectionsEnd(app: FastifyInstance): Promise<void> {
  const endAt = performance.now() + LINGER_MS;
  while (performance.now() < endAt && (await countConnections(app)) > 0) await sleep(LOOK_MS);
}

function countConnections({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));
}
