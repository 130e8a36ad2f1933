import cluster from 'node:cluster';
import type { Config } from '../config/config.ts';
import { converterOf } from '../conversions/queue/conversion-service.ts';
import type { Report } from '../database/report.ts';
import { ownUrl, publicUrl } from '../http/own-url.ts';
import { PLACE_VARIABLE } from '../workers/messages.ts';
import { withOpened } from './cli-context.ts';
import { prepareFirstStart } from './first-start.ts';
import { print, printError } from './output.ts';
import { nextStopSignal, openLog, startServer } from './running-server.ts';
import { STOPPING } from './stop.ts';
import { welcome } from './welcome.ts';

/** Returns after a stop signal, once the requests in progress are completed. */
export async function serve(config: Config, warnings: readonly string[]): Promise<void> {
  // A process manager may run this server as a worker of its own: then it is one that serves alone.
  const isOurWorker = cluster.isWorker && process.env[PLACE_VARIABLE] !== undefined;
  // Imported here: most servers are one process.
  if (isOurWorker) return await (await import('./serve-as-worker.ts')).serveAsWorker(config);
  for (const warning of warnings) printError(`warning: ${warning}`);
  if (config.workers === 1) await serveAlone(config);
  else await (await import('./serve-by-workers.ts')).serveByWorkers(config);
}

async function serveAlone(config: Config): Promise<void> {
  const log = openLog(config);
  // Started first: it waits for other programs while the rest of the start goes on.
  const converter = converterOf(config);
  if (config.resources === 'local') converter().catch(() => {});
  const report: Report = (level, message) => log.logger[level](message);
  await withOpened(
    config,
    async (opened) => {
      const firstStart = await prepareFirstStart(opened);
      const { app, stop } = await startServer(opened, log, { converter });
      const formats = config.resources === 'local' ? (await converter()).formats : undefined;
      for (const warning of formats?.warnings ?? []) printError(`warning: ${warning}`);
      // Before the start line, because a supervisor that has read it may stop the server at once.
      const stopped = nextStopSignal();
      print(welcome(ownUrl(app, config), publicUrl(app, config), config, firstStart, formats?.summary));
      await stopped;
      print(STOPPING);
      await stop();
    },
    { limitMs: config.startLimitMs, report },
  );
}
