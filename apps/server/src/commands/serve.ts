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

/** How long requests under way may take once the server has been told to stop. */
const DRAIN_MS = 10_000;

/** Serves until it is told to stop, finishes what is under way, and returns. */
export async function serve(config: Config, warnings: readonly string[]): Promise<void> {
  for (const warning of warnings) printError(`warning: ${warning}`);
  // Begun first, since it waits for other programs: nothing else does meanwhile.
  const converter = converterOf(config);
  if (config.resources === 'local') converter().catch(() => {});
  await withOpened(config, async (opened) => {
    const generated = await prepareFirstStart(opened);
    const app = await startListening(opened, converter);
    const formats = config.resources === 'local' ? (await converter()).formats : undefined;
    for (const warning of formats?.warnings ?? []) printError(`warning: ${warning}`);
    // Listening for signals before the start line is out: whoever reads it may stop the server at once.
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
  // Standard output belongs to what is said to a person; logs go to standard error.
  // Fastify would log where it listens, which the start line is about to say: quiet until then.
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
    EADDRINUSE: `port ${port} on ${host} is in use: stop what uses it, or choose another with BOARDGATE_PORT`,
    EACCES: `port ${port} on ${host} needs more rights: choose one above 1023 with BOARDGATE_PORT`,
    EADDRNOTAVAIL: `${host} is no address of this machine: choose another with BOARDGATE_HOST`,
    ENOTFOUND: `${host} is no address of this machine: choose another with BOARDGATE_HOST`,
  };
  const reason = reasons[codeOf(error) ?? ''] ?? `cannot listen on ${host}:${port}: ${reasonOf(error)}`;
  return new OperatorError(reason, { cause: error });
}

function nextStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        // The second one finds no listener and ends the process at once.
        process.removeAllListeners(signal);
        resolve();
      });
    }
  });
}

async function drain(app: FastifyInstance): Promise<void> {
  print('Boardgate is stopping: requests under way are finished first.');
  const giveUp = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(giveUp);
}
