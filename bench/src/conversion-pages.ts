import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './child.ts';
import { type ConversionClient, isFinished } from './conversion-client.ts';
import type { BenchDocument } from './conversion-documents.ts';
import type { Files } from './conversion-files.ts';
import { progress } from './progress.ts';

const ROUNDS = 3;
const POLL_MS = 5;
/** 1.2 pixels a point; an inch has 72 points. */
const DPI = '86.4';

/** Pages per second of one document, round by round. */
export interface PageRates {
  readonly pages: number;
  readonly ours: readonly number[];
  readonly pdftoppm: readonly number[];
}

/** Ends the benchmark if poppler is missing: without it there is no comparison. */
export function checkPdftoppm(): void {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
  } catch {
    process.stderr.write('the part conversion needs pdftoppm: apt-get install poppler-utils\n');
    process.exit(2);
  }
}

/** Measures pages per second of each document, for this server and pdftoppm in turns. */
export async function measurePages(
  client: ConversionClient,
  files: Files,
  documents: readonly BenchDocument[],
): Promise<Record<string, PageRates>> {
  const results: Record<string, { pages: number; ours: number[]; pdftoppm: number[] }> = {};
  for (const document of documents) {
    const resource = files.add(document.name, document.path);
    const rates = { pages: document.pages, ours: [] as number[], pdftoppm: [] as number[] };
    results[document.name] = rates;
    const turns = [
      async () => rates.ours.push(await rateOf(document, () => convert(client, resource, document))),
      async () => rates.pdftoppm.push(await rateOf(document, () => runPdftoppm(document))),
    ];
    for (let round = 0; round < ROUNDS; round++) {
      progress(`pages of ${document.name}, round ${round + 1} of ${ROUNDS}`);
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
  }
  return results;
}

async function rateOf({ pages }: BenchDocument, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return pages / ((performance.now() - startedAt) / 1000);
}

async function convert(
  client: ConversionClient,
  resource: string,
  { name, pages }: BenchDocument,
): Promise<void> {
  const { images = {} } = await client.waitUntil(await client.start(resource), POLL_MS, isFinished);
  checkCount(name, Object.keys(images).length, pages);
}

async function runPdftoppm({ name, path, pages }: BenchDocument): Promise<void> {
  const folder = join(temporaryFolder(), name);
  mkdirSync(folder);
  await promisify(execFile)('pdftoppm', ['-png', '-r', DPI, path, join(folder, 'page')]);
  checkCount(name, readdirSync(folder).length, pages);
  rmSync(folder, { recursive: true });
}

function checkCount(name: string, count: number, pages: number): void {
  if (count !== pages) throw new Error(`${name}: ${count} images of ${pages} pages`);
}

/** Measures, in milliseconds, how long after the start of a task the first page's image can be fetched. */
export async function measureFirstPage(
  client: ConversionClient,
  resource: string,
  times: number,
): Promise<number[]> {
  const results: number[] = [];
  for (let time = 1; time <= times; time++) {
    progress(`first page, ${time} of ${times}`);
    const uuid = await client.start(resource);
    const startedAt = performance.now();
    const { images } = await client.waitUntil(uuid, POLL_MS, (shown) => shown.images?.['1'] !== undefined);
    const answer = await fetch(images?.['1']?.url ?? '');
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`the first page was answered with ${answer.status}`);
    results.push(performance.now() - startedAt);
    await client.waitUntil(uuid, POLL_MS, isFinished);
  }
  return results;
}
