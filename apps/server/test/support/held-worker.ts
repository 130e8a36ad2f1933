import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Config, loadConfig } from '../../src/config/config.ts';
import { ConversionWorker, type WorkerUses } from '../../src/conversions/queue/worker.ts';
import type { Converter } from '../../src/conversions/run/converter.ts';
import { openResults } from '../../src/results/open-results.ts';
import type { TestServer } from './test-server.ts';

type Job = Parameters<Converter['convert']>[0];

/** A conversion that the test holds in its hand. */
export interface Held {
  readonly job: Job;
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

export interface HeldWorkerOptions extends Partial<Pick<WorkerUses, 'database' | 'results'>> {
  readonly concurrency?: number;
  readonly limitMs?: number;
  /** How long a download keeps other tasks from being claimed. */
  readonly quickDownloadMs?: number;
}

/** A worker on a test server's tasks, whose conversions end when the test says so. To be stopped by who asked. */
export function startHeldWorker(
  server: TestServer,
  { concurrency = 1, limitMs = 3_600_000, quickDownloadMs = 3_600_000, ...uses }: HeldWorkerOptions = {},
) {
  const held: Held[] = [];
  const waiting: (() => void)[] = [];
  const convert = async (job: Job): Promise<Awaited<ReturnType<Converter['convert']>>> => {
    const done = Promise.withResolvers<void>();
    held.push({ job, finish: done.resolve, fail: done.reject });
    for (const resolve of waiting.splice(0)) resolve();
    job.signal.addEventListener('abort', () => done.reject(job.signal.reason));
    await done.promise;
    const path = join(job.workDir, '1.png');
    await writeFile(path, 'an image');
    job.onPages(1);
    await job.onPage({ number: 1, width: 4, height: 3, path });
    return { kind: 'pdf', pageCount: 1, files: [] };
  };
  const config = {
    ...loadConfig({}).config,
    dataDir: server.dataDir,
    databaseUrl: server.databaseUrl,
    conversionConcurrency: concurrency,
    conversionTimeLimitMs: limitMs,
    conversionAllowHosts: ['127.0.0.1'],
  } as Config;
  const worker = new ConversionWorker({
    config,
    database: server.store.database,
    results: openResults(config, () => 'http://boards.example'),
    webhooks: server.store.webhooks,
    converter: async () => ({ convert }) as unknown as Converter,
    noteEnding: () => {},
    log: pino({ level: 'silent' }),
    now: () => server.clock.now,
    quickDownloadMs,
    ...uses,
  });
  const isHeld = async (count: number) => {
    while (held.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return held[count - 1] as Held;
  };
  return { worker, held, isHeld };
}
