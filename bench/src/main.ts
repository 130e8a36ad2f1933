import { launch, nextMessage } from './child.ts';
import { measureConversion } from './conversion.ts';
import { measureEndpoints } from './endpoints.ts';
import type { InProcessResults, Results } from './measured.ts';
import { endProgress, progress } from './progress.ts';
import { report } from './report.ts';
import { writeResults } from './results.ts';
import { measureRevocations } from './revocations.ts';
import { measureScale } from './scale.ts';
import { measureStartUp } from './start-up.ts';
import { measureTiming } from './timing.ts';

/** The parts by name. A run without names measures them in this order. */
const PARTS: Readonly<Record<string, () => Promise<Results>>> = {
  endpoints: async () => ({
    endpoints: await measureEndpoints(),
    inProcess: await measureInProcess(),
    startUp: await measureStartUp(),
  }),
  scale: async () => ({ scale: await measureScale() }),
  revocations: async () => ({ revocations: await measureRevocations() }),
  timing: async () => ({ timing: await measureTiming() }),
  conversion: async () => ({ conversion: await measureConversion() }),
};

/** Needs poppler, so it runs only by name. */
const BY_NAME_ONLY = 'conversion';

/**
 * Measures the named parts, by default all others, prints their tables and writes `results.json`. A missed target is
 * reported, but does not fail the run.
 */
const names =
  process.argv.length > 2
    ? process.argv.slice(2)
    : Object.keys(PARTS).filter((name) => name !== BY_NAME_ONLY);
const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) {
  process.stderr.write(
    `the benchmark has no part ${unknown}; its parts are ${Object.keys(PARTS).join(', ')}\n`,
  );
  process.exit(2);
}
let results: Results = {};
for (const name of names) results = { ...results, ...(await PARTS[name]?.()) };
endProgress();
process.stdout.write(`${report(results)}\n`);
writeResults(results);

async function measureInProcess(): Promise<InProcessResults> {
  progress('in process');
  return (await nextMessage(launch('./in-process.ts'))) as InProcessResults;
}
