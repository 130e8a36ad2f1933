import type { Config } from '../../config/config.ts';
import { openResults } from '../../results/open-results.ts';
import { Converter, type ConverterSurroundings } from '../run/converter.ts';
import { removeLeftovers } from '../run/work-folder.ts';
import { removeOldTasks } from './expiry.ts';
import { removeFiles } from './file-removals.ts';
import { ConversionWorker, type WorkerUses } from './worker.ts';

export type GetConverter = WorkerUses['converter'];

/** Looks at this machine when first asked, and removes what dead processes left in the work folder. */
export function converterOf(config: Config, surroundings: ConverterSurroundings = {}): GetConverter {
  let prepared: Promise<Converter> | undefined;
  return () => {
    prepared ??= removeLeftovers(config.dataDir)
      .then(() => Converter.prepare(config, surroundings))
      .catch((error: unknown) => {
        // What was in the way may be gone next time.
        prepared = undefined;
        throw error;
      });
    return prepared;
  };
}

export type ConversionService = ReturnType<typeof createConversionService>;

/** What converts documents, for a server and for `boardgate convert`. */
export function createConversionService({
  publicUrl,
  ...uses
}: Omit<WorkerUses, 'results'> & {
  /** Where clients reach this server; known once it listens. */
  readonly publicUrl: () => string;
}) {
  const { config, database, converter, now } = uses;
  const results = openResults(config, publicUrl);
  return {
    results,
    converter,
    worker: new ConversionWorker({ ...uses, results }),
    /** Removes what is too old, and files that nobody may need any more. */
    cleanUp: async () => {
      await removeOldTasks(database, now());
      await removeFiles(database, results, now());
    },
  };
}
