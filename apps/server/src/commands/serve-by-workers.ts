import type { Config } from '../config/config.ts';
import { Workers } from '../workers/workers.ts';
import { withOpened } from './cli-context.ts';
import { prepareFirstStart } from './first-start.ts';
import { print, printError } from './output.ts';
import { nextStopSignal, openLog } from './running-server.ts';
import { STOPPING } from './stop.ts';
import { welcome } from './welcome.ts';

/** Has several processes serve, on one port. */
export async function serveByWorkers(config: Config): Promise<void> {
  const { logger } = openLog(config);
  logger.level = config.logLevel;
  // Before any worker: they find everything prepared.
  const firstStart = await withOpened(config, prepareFirstStart, { limitMs: config.startLimitMs });
  const workers = new Workers(config.workers, (death) =>
    logger.error(death, 'a process of this server has died: another one takes its place'),
  );
  const stopped = nextStopSignal();
  const start = await Promise.race([workers.start(), stopped.then(() => 'stopped' as const)]);
  if (start !== undefined && start !== 'stopped') {
    const { url, publicUrl, formats } = start;
    for (const warning of formats?.warnings ?? []) printError(`warning: ${warning}`);
    print(welcome(url, publicUrl, config, firstStart, formats?.summary));
    await stopped;
  }
  if (start !== undefined) print(STOPPING);
  const haveEndedWell = await workers.stop(config.shutdownLimitMs);
  // A worker that could not start has said why.
  if (start === undefined || !haveEndedWell) process.exitCode = 1;
}
