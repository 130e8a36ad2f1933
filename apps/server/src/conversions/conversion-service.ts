import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { Converter } from '../documents/converter.ts';
import { removeLeftovers } from '../documents/work-folder.ts';
import { openResults } from '../results/open-results.ts';
import type { ResultStorage } from '../results/result-storage.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { removeOldTasks } from './expiry.ts';
import { removeFiles } from './file-removals.ts';
import { ConversionWorker } from './worker.ts';

/** What converts documents: the same for a server and for `boardgate convert`. */
export interface ConversionService {
  readonly results: ResultStorage;
  readonly worker: ConversionWorker;
  /** Looks at the machine when it is first asked for: which formats can be served. */
  readonly converter: () => Promise<Converter>;
  /** Removes what is too old, and files that nobody may need any more. */
  readonly cleanUp: () => Promise<void>;
}

export function createConversionService({
  config,
  database,
  webhooks,
  publicUrl,
  log,
  now,
}: {
  config: Config;
  database: Database;
  webhooks: Pick<Webhooks, 'enqueue' | 'wake'>;
  /** Where clients reach this server; known once it listens. */
  publicUrl: () => string;
  log: FastifyBaseLogger;
  now: () => number;
}): ConversionService {
  const results = openResults(config, publicUrl);
  let prepared: Promise<Converter> | undefined;
  const converter = (): Promise<Converter> => {
    prepared ??= removeLeftovers(config.dataDir).then(() => Converter.prepare(config, { log }));
    return prepared;
  };
  return {
    results,
    converter,
    worker: new ConversionWorker({ config, database, results, webhooks, converter, log, now }),
    cleanUp: async () => {
      await removeOldTasks(database, now());
      await removeFiles(database, results, now());
    },
  };
}
