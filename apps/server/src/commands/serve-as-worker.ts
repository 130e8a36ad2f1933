import cluster from 'node:cluster';
import { once } from 'node:events';
import type { Config } from '../config/config.ts';
import { converterOf } from '../conversions/queue/conversion-service.ts';
import type { Report } from '../database/report.ts';
import { shareFeed } from '../database/shared-feed.ts';
import { ownUrl, publicUrl } from '../http/own-url.ts';
import { Worker } from '../workers/worker.ts';
import { withOpened } from './cli-context.ts';
import { nextStopSignal, openLog, startServer } from './running-server.ts';

/** One of the processes of a server. It prints nothing but what is wrong: the process that runs it speaks for all. */
export async function serveAsWorker(config: Config): Promise<void> {
  try {
    await serveUntilStopped(config, new Worker());
  } finally {
    // Whatever happens: the channel would keep this process from ending.
    cluster.worker?.disconnect();
  }
}

async function serveUntilStopped(config: Config, worker: Worker): Promise<void> {
  const { siblings, isFirst } = worker;
  const log = openLog(config);
  const converter = converterOf(config);
  const converts = config.resources === 'local' && isFirst;
  if (converts) converter().catch(() => {});
  const report: Report = (level, message) => log.logger[level](message);
  const databasePoolSize = Math.max(1, Math.floor(config.databasePoolSize / config.workers));
  await withOpened(
    { ...config, databasePoolSize },
    async ({ database, ...opened }) => {
      const shared = { ...database, changes: shareFeed(database.changes, siblings) };
      const parts = { ...opened, config, database: shared };
      const { app, stop } = await startServer(parts, log, { converter, worker });
      const stopped = Promise.race([nextStopSignal(), stopOf(worker)]);
      const formats = converts ? (await converter()).formats : undefined;
      worker.serves({
        url: ownUrl(app, config),
        publicUrl: publicUrl(app, config),
        ...(formats && { formats: { summary: formats.summary, warnings: formats.warnings } }),
      });
      await stopped;
      await stop();
    },
    { limitMs: config.startLimitMs, report },
  );
}

async function stopOf({ stopping }: Worker): Promise<void> {
  if (!stopping.aborted) await once(stopping, 'abort');
}
