import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../database/database.ts';
import { openResults } from '../../results/open-results.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import type { Webhooks } from '../../webhooks/webhooks.ts';
import { Converter, type ConverterSurroundings } from '../run/converter.ts';
import { removeLeftovers } from '../run/work-folder.ts';
import type { NoteEnding } from './conversion-metrics.ts';
import { removeOldTasks } from './expiry.ts';
import { removeFiles } from './file-removals.ts';
import { ConversionWorker } from './worker.ts';

/** What documents are converted by; looking at what this machine has for it takes a moment. */
export type GetConverter = () => Promise<Converter>;

/** Looks when it is first asked for, and clears away what dead processes left in the work folder. */
export function converterOf(config: Config, surroundings: ConverterSurroundings = {}): GetConverter {
  let prepared: Promise<Converter> | undefined;
  return () => {
    prepared ??= removeLeftovers(config.dataDir)
      .then(() => Converter.prepare(config, surroundings))
      .catch((error: unknown) => {
        // Looked again next time: what was in the way may be gone by then.
        prepared = undefined;
        throw error;
      });
    return prepared;
  };
}

/** What converts documents: the same for a server and for `boardgate convert`. */
export interface ConversionService {
  readonly results: ResultStorage;
  readonly worker: ConversionWorker;
  readonly converter: GetConverter;
  /** Removes what is too old, and files that nobody may need any more. */
  readonly cleanUp: () => Promise<void>;
}

export function createConversionService({
  config,
  database,
  webhooks,
  converter,
  publicUrl,
  noteEnding,
  log,
  now,
}: {
  config: Config;
  database: Database;
  webhooks: Pick<Webhooks, 'enqueue' | 'wake'>;
  converter: GetConverter;
  /** Where clients reach this server; known once it listens. */
  publicUrl: () => string;
  noteEnding: NoteEnding;
  log: FastifyBaseLogger;
  now: () => number;
}): ConversionService {
  const results = openResults(config, publicUrl);
  return {
    results,
    converter,
    worker: new ConversionWorker({ config, database, results, webhooks, converter, noteEnding, log, now }),
    cleanUp: async () => {
      await removeOldTasks(database, now());
      await removeFiles(database, results, now());
    },
  };
}
