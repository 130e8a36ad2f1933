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

/** What can be run by itself; those of a whole run first, in its order. */
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

/** Needs poppler, and is run by name only. */
const BY_NAME_ONLY = 'conversion';

/** The parts that are named, else the whole run: prints their tables and puts them into `results.json`. A missed target is told, and is no failure. */
const names =
  process.argv.length > 2
    ? process.argv.slice(2)
    : Object.keys(PARTS).filter((name) => name !== BY_NAME_ONLY);
const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) {
  process.stderr.write(`the benchmark has no part ${unknown}, but ${Object.keys(PARTS).join(', ')}\n`);
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
