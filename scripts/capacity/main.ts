import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerProcess } from '../../apps/server/test/support/process.ts';
import { Postgres } from '../servers/postgres.ts';
import { startService } from '../servers/service.ts';
import { cpuSecondsOf } from './cpu.ts';
import { load } from './load.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { type Cost, costTable, needTable, type Sizes, sizeTable, workersTable } from './tables.ts';

/** Measures what each operation costs and writes `docs/capacity.md`. It counts processor time, so other programs on the machine change little. */

const DOCUMENT = new URL('../../docs/capacity.md', import.meta.url);
/** The first requests find cold caches and code that is not compiled yet. */
const WARM_UP = 0.2;
const ROUNDS = 5;
const MANY_ROOMS = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'boardgate-capacity-'));
const postgres = await Postgres.start();
const postgresPid = await postgres.pid();
const tell = (text: string) => process.stderr.write(`${text}\n`);
let folders = 0;

const start = (databaseUrl: string | undefined, workers = 1): Promise<ServerProcess> =>
  startService({
    BOARDGATE_DATA_DIR: join(folder, String(folders++)),
    BOARDGATE_DATABASE_URL: databaseUrl,
    BOARDGATE_WORKERS: String(workers),
    BOARDGATE_CONVERSION_CONCURRENCY: '0',
  });

/** Microseconds of a request. */
async function costOf(server: ServerProcess, operation: Operation): Promise<Cost> {
  const orders = await operation.prepare(server.url);
  await load(server.url, orders, { ...operation, requests: Math.ceil(operation.requests * WARM_UP) });
  const before = [cpuSecondsOf(server.pid), cpuSecondsOf(postgresPid)] as const;
  await load(server.url, orders, operation);
  const toMicroseconds = (seconds: number) => (seconds * 1e6) / operation.requests;
  return {
    serverUs: toMicroseconds(cpuSecondsOf(server.pid) - before[0]),
    databaseUs: toMicroseconds(cpuSecondsOf(postgresPid) - before[1]),
  };
}

async function costsOn(databaseUrl: string | undefined): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const operation of OPERATIONS) {
    tell(`${databaseUrl === undefined ? 'SQLite' : 'PostgreSQL'}: ${operation.name} …`);
    // One after the other in a server of its own: none finds what another has left behind.
    const server = await start(databaseUrl === undefined ? undefined : await postgres.createDatabase());
    costs.push(await costOf(server, operation));
    await server.stop();
  }
  return costs;
}

/** Bytes of a room, its index and its part of the audit log. */
async function measureSizes(): Promise<Sizes> {
  tell('the size of rooms …');
  const create = OPERATIONS.find(({ name }) => name === 'create a room') as Operation;
  const many = { ...create, requests: MANY_ROOMS };
  const databaseUrl = await postgres.createDatabase();
  const size = async () =>
    Number(
      (await postgres.query(databaseUrl, 'select pg_database_size(current_database()) as size'))[0]?.size,
    );
  const onPostgres = await start(databaseUrl);
  const before = await size();
  await load(onPostgres.url, await create.prepare(onPostgres.url), many);
  await onPostgres.stop();
  const dataDir = join(folder, String(folders));
  const onSqlite = await start(undefined);
  await load(onSqlite.url, await create.prepare(onSqlite.url), many);
  await onSqlite.stop();
  return {
    postgres: ((await size()) - before) / MANY_ROOMS,
    sqlite: statSync(join(dataDir, 'boardgate.db')).size / MANY_ROOMS,
  };
}

/** Processor time of a Room token in a server of several processes, as a share of one process's, round by round. */
async function compareWorkers(): Promise<number[]> {
  const [issue] = OPERATIONS as [Operation];
  const one = await start(undefined);
  const several = await start(undefined, availableParallelism());
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    tell(`processes: round ${round + 1} of ${ROUNDS} …`);
    const alone = await costOf(one, issue);
    const together = await costOf(several, issue);
    ratios.push(together.serverUs / alone.serverUs);
  }
  await one.stop();
  await several.stop();
  return ratios;
}

try {
  const costs = { sqlite: await costsOn(undefined), postgres: await costsOn('postgres') };
  const names = OPERATIONS.map(({ name }) => name);
  const tables: Record<string, string> = {
    machine: `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, Node.js ${process.versions.node}`,
    costs: costTable(names, costs),
    workers: workersTable(await compareWorkers(), availableParallelism()),
    sizes: sizeTable(await measureSizes()),
    needs: needTable(names, costs.postgres),
  };
  let page = readFileSync(DOCUMENT, 'utf8');
  for (const [name, text] of Object.entries(tables)) {
    const place = new RegExp(`(<!-- ${name} -->\n).*?(<!-- end -->)`, 's');
    page = page.replace(place, (_all, begin: string, end: string) => `${begin}\n${text}\n\n${end}`);
  }
  writeFileSync(DOCUMENT, page);
  process.stdout.write(`${Object.values(tables).join('\n\n')}\n`);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
