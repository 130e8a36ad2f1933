import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { buildApp } from '../app/app.ts';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import { converterOf } from '../conversions/queue/conversion-service.ts';
import type { Report } from '../database/report.ts';
import { ownUrl, publicUrl } from '../http/own-url.ts';
import { withOpened } from './cli-context.ts';
import { prepareFirstStart } from './first-start.ts';
import { LogOutput } from './log-output.ts';
import { print, printError } from './output.ts';
import { stop } from './stop.ts';
import { welcome } from './welcome.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How long the last lines of the log may take. */
const LOG_LIMIT_MS = 500;

/** Returns after a stop signal, once the requests in progress are completed. */
export async function serve(config: Config, warnings: readonly string[]): Promise<void> {
  for (const warning of warnings) printError(`warning: ${warning}`);
  const { logger, output } = openLog();
  // Started first: it waits for other programs while the rest of the start goes on.
  const converter = converterOf(config);
  if (config.resources === 'local') converter().catch(() => {});
  const report: Report = (level, message) => logger[level](message);
  await withOpened(
    config,
    async (opened) => {
      const { database, vault } = opened;
      const generated = await prepareFirstStart(opened);
      const stopping = new AbortController();
      const app = await buildApp({
        config,
        database,
        vault,
        converter,
        logger,
        droppedLogLines: () => output.dropped,
        stopping: stopping.signal,
      });
      await listen(app, config);
      logger.level = config.logLevel;
      const formats = config.resources === 'local' ? (await converter()).formats : undefined;
      for (const warning of formats?.warnings ?? []) printError(`warning: ${warning}`);
      // Before the start line, because a supervisor that has read it may stop the server at once.
      const stopped = nextStopSignal();
      print(welcome(ownUrl(app, config), publicUrl(app, config), config, generated, formats?.summary));
      await stopped;
      await stop(app, stopping, config);
      await output.finish(LOG_LIMIT_MS);
    },
    { limitMs: config.startLimitMs, report },
  );
}

/** Standard output is for people; logs go to standard error. */
function openLog(): { logger: Logger; output: LogOutput } {
  const output = new LogOutput((dropped) =>
    logger.warn({ dropped }, 'lines of the log were dropped while it could not be written'),
  );
  // Quiet until the server listens: Fastify would log the address, which the start line names.
  const logger = pino({ level: 'warn' }, output);
  return { logger, output };
}

async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw listenError(error, { host, port });
  }
}

function listenError(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): OperatorError {
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
    for (const signal of STOP_SIGNALS) {
      process.once(signal, () => {
        // Without a listener, a second signal ends the process at once, whichever of the two it is.
        for (const either of STOP_SIGNALS) process.removeAllListeners(either);
        resolve();
      });
    }
  });
}
