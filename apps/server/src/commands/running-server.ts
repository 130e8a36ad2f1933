import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { type AppWorker, buildApp } from '../app/app.ts';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import type { GetConverter } from '../conversions/queue/conversion-service.ts';
import type { Opened } from './cli-context.ts';
import { LogOutput } from './log-output.ts';
import { isLogText, toLogText } from './log-text.ts';
import { stop } from './stop.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Connections that wait to be taken. Beyond the default of 511, clients would try again only seconds later. */
const BACKLOG = 4096;
/** How long the last lines of the log may take. */
const LOG_LIMIT_MS = 500;

export interface Log {
  readonly logger: Logger;
  readonly output: LogOutput;
}

/** Standard output is for people; logs go to standard error. */
export function openLog(config: Pick<Config, 'logFormat'>): Log {
  const output = new LogOutput((dropped) =>
    logger.warn({ dropped }, 'lines of the log were dropped while it could not be written'),
  );
  // Quiet until the server listens: Fastify would log the address, which the start line names.
  const isText = isLogText(config, process.stderr.isTTY);
  const logger = pino(
    { level: 'warn' },
    isText ? { write: (line: string) => output.write(toLogText(line)) } : output,
  );
  return { logger, output };
}

/** A server that listens. */
export interface RunningServer {
  readonly app: FastifyInstance;
  /** Completes the requests in progress, and then ends what the server is made of. */
  readonly stop: () => Promise<void>;
}

/** @throws {OperatorError} if it cannot listen. */
export async function startServer(
  { config, database, vault }: Opened,
  { logger, output }: Log,
  { converter, worker }: { converter: GetConverter; worker?: AppWorker },
): Promise<RunningServer> {
  const stopping = new AbortController();
  const app = await buildApp({
    config,
    database,
    vault,
    converter,
    logger,
    droppedLogLines: () => output.dropped,
    stopping: stopping.signal,
    ...(worker && { worker }),
  });
  await listen(app, config);
  logger.level = config.logLevel;
  return {
    app,
    stop: async () => {
      await stop(app, stopping, config);
      await output.finish(LOG_LIMIT_MS);
    },
  };
}

async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  try {
    await app.listen({ host, port, backlog: BACKLOG });
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

export function nextStopSignal(): Promise<void> {
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
