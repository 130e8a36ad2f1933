import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AS_OPERATOR, banRoom, createRoom, HEADERS, issueToken, startService } from '../servers/service.ts';
import { growthPerHour } from './growth.ts';

/**
 * Has a server do all kinds of work for as many minutes as its argument says, 60 by default, and writes to `docs/reliability.md` how much its
 * memory grew after the first tenth. It fails if that is more than 2 % in an hour.
 */

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const MAX_GROWTH = 0.02;
const SAMPLE_MS = 5000;
const PAUSE_MS = 20;
const WARM_UP = 0.1;
const ROOMS = 1000;

const minutes = Number(process.argv[2] ?? 60);
if (!(minutes > 0)) throw new Error('the argument is a number of minutes');
const folder = mkdtempSync(join(tmpdir(), 'boardgate-soak-'));
const server = await startService({ BOARDGATE_DATA_DIR: folder, BOARDGATE_CONVERSION_CONCURRENCY: '0' });
const { url } = server;
const rooms: string[] = [];
for (let room = 0; room < ROOMS; room++) rooms.push((await createRoom(url)).uuid);
const some = () => rooms[Math.floor(Math.random() * ROOMS)] ?? '';

/** What a server meets, refusals included. */
const WORK: readonly (() => Promise<unknown>)[] = [
  () => issueToken(url, some()),
  () => issueToken(url, some()),
  () => issueToken(url, '0'.repeat(32)),
  () => createRoom(url),
  () => banRoom(url, rooms[0] ?? ''),
  () => read('/v5/rooms?limit=100', HEADERS),
  () => read(`/v5/rooms/${some()}`, { ...HEADERS, token: `${HEADERS.token}x` }),
  () => read('/v1/overview?range=hour', AS_OPERATOR),
  () => read('/v1/rooms?search=a&limit=10', AS_OPERATOR),
  () => read('/metrics', {}),
];

async function read(path: string, headers: Record<string, string>): Promise<void> {
  await (await fetch(url + path, { headers })).arrayBuffer();
}

function memory(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
}

const endAt = performance.now() + minutes * 60_000;
const samples: { readonly minute: number; readonly megabytes: number }[] = [];
let [isOver, requests] = [false, 0];
const clients = WORK.map(async (work) => {
  while (!isOver) {
    await work();
    requests++;
    await sleep(PAUSE_MS);
  }
});
while (performance.now() < endAt) {
  await sleep(SAMPLE_MS);
  samples.push({ minute: minutes - (endAt - performance.now()) / 60_000, megabytes: memory() });
  process.stderr.write(
    `minute ${samples.at(-1)?.minute.toFixed(1)} of ${minutes}: ${memory().toFixed(0)} MB\n`,
  );
}
isOver = true;
await Promise.all(clients);
await server.stop();
rmSync(folder, { recursive: true, force: true });

const growth = growthPerHour(samples.filter(({ minute }) => minute >= WARM_UP * minutes));
const text = `${minutes} minutes, ${requests.toLocaleString('en-US')} requests of ten kinds: ${samples.at(-1)?.megabytes.toFixed(0)} MB at the end.\nAfter the first ${(100 * WARM_UP).toFixed(0)} % of the time it grew by ${(100 * growth).toFixed(1)} % an hour.`;
process.stdout.write(`${text}\n`);
if (growth > MAX_GROWTH) process.exitCode = 1;
const page = readFileSync(DOCUMENT, 'utf8');
writeFileSync(
  DOCUMENT,
  page.replace(/(<!-- soak -->\n).*?(<!-- end -->)/s, (_all, begin, end) => `${begin}\n${text}\n\n${end}`),
);
