import { writeFileSync } from 'node:fs';
import { launch, nextMessage } from './child.ts';
import { measureEndpoints } from './endpoints.ts';
import { endProgress, progress } from './progress.ts';
import { report, toJson } from './report.ts';
import { measureStartUp } from './start-up.ts';
import { type InProcessResults, judge } from './targets.ts';

const RESULTS = new URL('../results.json', import.meta.url);

/** The whole benchmark: prints the tables and writes `results.json`. A missed target is told, and is no failure. */
const endpoints = await measureEndpoints();
const inProcess = await measureInProcess();
const startUp = await measureStartUp();
const targets = judge(endpoints, inProcess, startUp);
endProgress();
process.stdout.write(`${report(endpoints, inProcess, targets)}\n`);
writeFileSync(RESULTS, toJson(endpoints, inProcess, startUp, targets));

async function measureInProcess(): Promise<InProcessResults> {
  progress('in process');
  return (await nextMessage(launch('./in-process.ts'))) as InProcessResults;
}
