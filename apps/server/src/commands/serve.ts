import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../app/app.ts';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import { converterOf, type GetConverter } from '../conversions/queue/conversion-service.ts';
import { ownUrl, publicUrl } from '../http/own-url.ts';
import { type Opened, withOpened } from './cli-context.ts';
import { prepareFirstStart } from './first-start.ts';
import { print, printError } from './output.ts';
import { welcome } from './welcome.ts';

/** How long requests in progress may take once the server stops. */
const DRAIN_MS = 10_000;

/** Returns after a stop signal, once the requests in progress are completed. */
export async function serve(config: Config, warnings: readonly string[]): Promise<void> {
  for (const warning of warnings) printError(`warning: ${warning}`);
  // Started first: it waits for other programs while the rest of the start goes on.
  const converter = converterOf(config);
  if (config.resources === 'local') converter().catch(() => {});
  await withOpened(config, async (opened) => {
    const generated = await prepareFirstStart(opened);
    const app = await startListening(opened, converter);
    const formats = config.resources === 'local' ? (await converter()).formats : undefined;
    for (const warning of formats?.warnings ?? []) printError(`warning: ${warning}`);
    // Before the start line, because a supervisor that has read it may stop the server at once.
    const stopped = nextStopSignal();
    print(welcome(ownUrl(app, config), publicUrl(app, config), config, generated, formats?.summary));
    await stopped;
    await drain(app);
  });
}

async function startListening(
  { config, database, vault }: Opened,
  converter: GetConverter,
): Promise<FastifyInstance> {
  // Standard output is for people; logs go to standard error. Quiet until it listens: Fastify would log the address, which
  // the start line names.
  const logger = pino({ level: 'warn' }, pino.destination(2));
  const app = await buildApp({ config, database, vault, converter, logger });
  try {
    await app.listen({ host: config.host, port: config.port });
    logger.level = config.logLevel;
    return app;
  } catch (error) {
    await app.close();
    throw listenError(error, config);
  }
}

function listenError(error: unknown, { host, port }: Config): OperatorError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} on ${host} is in use: stop the program that uses it, or set another BOARDGATE_PORT`,
    EACCES: `port ${port} on ${host} requires more privileges: set a BOARDGATE_PORT above 1023`,
    EADDRNOTAVAIL: `${host} is not an address of this machine: set another BOARDGATE_HOST`,
    ENOTFOUND: `${host} is not an address of this machine: set another BOARDGATE_HOST`,
  };
  const reason = reasons[codeOf(error) ?? ''] ?? `cannot listen on ${host}:${port}: ${reasonOf(error)}`;
  return new OperatorError(reason, { cause: error });
}

function nextStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        // Without a listener, a second signal ends the process at once.
        process.removeAllListeners(signal);
        resolve();
      });
    }
  });
}

async function drain(app: FastifyInstance): Promise<void> {
  print('Boardgate is stopping. Requests in progress are completed first.');
  const giveUp = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(giveUp);
}
