import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerProcess } from '../../apps/server/test/support/process.ts';
import { TcpProxy } from '../../apps/server/test/support/tcp-proxy.ts';
import { until } from '../../apps/server/test/support/until.ts';
import { banRoom, createRoom, issueToken, repeat, startService } from '../servers/service.ts';
import type { Fault, Surroundings } from './fault.ts';
import { HealthProxy } from './health-proxy.ts';

const CLIENTS = 16;
const SILENCE_MS = 5000;
/** The time-out for PostgreSQL, and what a busy machine adds. */
const LONGEST_WAIT_MS = 2500;
/** The default limit, and what a busy machine adds. */
const STOP_LIMIT_S = 9.5;
const CHANGES = 200;
const SEEN_MS = 100;
const ROUNDS = 5;
const SERVERS = 3;
const KILLS = 5;
const REQUESTS = 20_000;

const count = (value: number) => value.toLocaleString('en-US');

export const FAULTS: readonly Fault[] = [
  {
    name: 'The disk of the log is full',
    promise: 'every request is answered, lines are dropped and counted',
    run: runLogFull,
  },
  {
    name: `SIGTERM under ${CLIENTS} busy connections`,
    promise: 'every request is answered',
    run: runStop,
  },
  {
    name: 'Rolling restart of three servers behind a load balancer',
    promise: `none of ${count(REQUESTS)} requests fails`,
    run: runRollingRestart,
  },
  {
    name: `${CHANGES} bans on one of three servers`,
    promise: `the others refuse within ${SEEN_MS} ms, p99`,
    run: runChanges,
  },
  {
    name: 'PostgreSQL silent while three servers stop',
    promise: `each has ended within ${STOP_LIMIT_S} s`,
    run: runStopInSilence,
  },
  {
    name: `PostgreSQL silent for ${SILENCE_MS / 1000} s`,
    promise: `nobody waits longer than ${LONGEST_WAIT_MS / 1000} s; it works within 2 s afterwards`,
    run: runSilence,
  },
  {
    name: `${SERVERS} first starts at once on an empty database, ${ROUNDS} times`,
    promise: 'all of them serve, and one pair of keys exists',
    run: runFirstStarts,
  },
  {
    name: 'The data folder is deleted under a running server',
    promise: 'no room is acknowledged any more',
    run: runFolderDeleted,
  },
  {
    name: `${KILLS} random kills of a server on PostgreSQL under load`,
    promise: 'no acknowledged room is lost',
    run: runKills,
  },
];

async function runLogFull({ folder }: Surroundings) {
  const full = openSync('/dev/full', 'w');
  const server = await ServerProcess.start({ BOARDGATE_DATA_DIR: folder }, [], ['pipe', 'pipe', full]);
  closeSync(full);
  let [answered, sent] = [0, 0];
  for (; sent < 5000; sent += 100) {
    const statuses = await Promise.all(
      Array.from({ length: 100 }, () => issueToken(server.url, '0'.repeat(32))),
    );
    answered += statuses.filter((status) => status > 0).length;
  }
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const dropped = Number(/^boardgate_log_lines_dropped_total (\d+)$/m.exec(metrics)?.[1]);
  const { code } = await server.stop();
  return {
    text: `${count(answered)} of ${count(sent)} answered, ${count(dropped)} lines dropped`,
    isKept: answered === sent && dropped > 0 && code === 0,
  };
}

async function runStop({ folder }: Surroundings) {
  const server = await startService({
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_SHUTDOWN_DELAY_MS: '1000',
    BOARDGATE_SHUTDOWN_LIMIT_MS: '20000',
  });
  const { uuid } = await createRoom(server.url);
  let [answered, failed, isOver] = [0, 0, false];
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver) {
      if ((await issueToken(server.url, uuid)) === 201) answered++;
      else if (!isOver) failed++;
    }
  });
  await sleep(1000);
  const stopped = server.stop();
  // As a client does that has been told: it goes elsewhere once the server is about to stop listening.
  await sleep(800);
  isOver = true;
  await Promise.all(clients);
  const { code } = await stopped;
  return {
    text: `${count(answered)} answered, ${failed} failed`,
    isKept: failed === 0 && answered > 0 && code === 0,
  };
}

async function runRollingRestart({ folder, databaseUrl }: Surroundings) {
  const env = {
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_DATABASE_URL: databaseUrl,
    BOARDGATE_CONVERSION_CONCURRENCY: '0',
    BOARDGATE_SHUTDOWN_DELAY_MS: '1000',
  };
  const proxy = await HealthProxy.start();
  const servers: ServerProcess[] = [];
  const add = async () => {
    const server = await startService(env);
    servers.push(server);
    proxy.add(server.url);
  };
  for (let number = 0; number < SERVERS; number++) await add();
  await until(() => (proxy.ready === SERVERS ? true : undefined));
  const { uuid } = await createRoom(proxy.url);
  let [answered, failed] = [0, 0];
  const end = repeat(CLIENTS, async () => {
    if ((await issueToken(proxy.url, uuid)) === 201) answered++;
    else failed++;
  });
  let restarts = 0;
  while (restarts < SERVERS || answered + failed < REQUESTS) {
    const old = servers.shift();
    await old?.stop();
    if (old) proxy.remove(old.url);
    await add();
    await until(() => (proxy.ready === SERVERS ? true : undefined));
    restarts++;
  }
  await end();
  for (const server of servers) await server.stop();
  await proxy.stop();
  return {
    text: `${failed} of ${count(answered + failed)} failed, in ${restarts} restarts`,
    isKept: failed === 0,
  };
}

async function runChanges({ folder, databaseUrl }: Surroundings) {
  const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: databaseUrl };
  const servers: ServerProcess[] = [];
  for (let number = 0; number < SERVERS; number++) servers.push(await startService(env));
  const [first, ...others] = servers as [ServerProcess, ...ServerProcess[]];
  const delays: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const { uuid } = await createRoom(first.url);
    // Twice, so that they have the room in memory.
    for (const { url } of [...others, ...others]) await issueToken(url, uuid);
    const isBanned = await banRoom(first.url, uuid);
    const began = performance.now();
    await Promise.all(
      others.map(async ({ url }) => {
        while (isBanned && (await issueToken(url, uuid)) === 201);
        delays.push(performance.now() - began);
      }),
    );
  }
  for (const server of servers) await server.stop();
  const sorted = delays.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(0.99 * sorted.length)] ?? Number.POSITIVE_INFINITY;
  return {
    text: `p99 ${p99.toFixed(0)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
    isKept: p99 <= SEEN_MS,
  };
}

async function runStopInSilence({ folder, databaseUrl }: Surroundings) {
  const proxy = await TcpProxy.start(databaseUrl);
  const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: proxy.urlOf(databaseUrl) };
  const servers: ServerProcess[] = [];
  for (let number = 0; number < SERVERS; number++) servers.push(await startService(env));
  proxy.silence();
  const began = performance.now();
  await Promise.all(servers.map((server) => server.stop()));
  const seconds = (performance.now() - began) / 1000;
  await proxy.stop();
  return { text: `all three within ${seconds.toFixed(1)} s`, isKept: seconds <= STOP_LIMIT_S };
}

async function runSilence({ folder, databaseUrl }: Surroundings) {
  const proxy = await TcpProxy.start(databaseUrl);
  const server = await startService({
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_DATABASE_URL: proxy.urlOf(databaseUrl),
  });
  await createRoom(server.url);
  let longestMs = 0;
  let refused = 0;
  const end = repeat(4, async () => {
    const { ms, status } = await createRoom(server.url);
    longestMs = Math.max(longestMs, ms);
    if (status === 503) refused++;
  });
  proxy.silence();
  await sleep(SILENCE_MS);
  proxy.speak();
  const began = performance.now();
  await end();
  while ((await createRoom(server.url)).status !== 201) await sleep(20);
  const healedMs = performance.now() - began;
  await server.stop();
  await proxy.stop();
  return {
    text: `longest wait ${(longestMs / 1000).toFixed(1)} s, ${refused} refused with 503, works after ${(healedMs / 1000).toFixed(1)} s`,
    isKept: longestMs <= LONGEST_WAIT_MS && refused > 0 && healedMs <= 2000,
  };
}

async function runFirstStarts({ folder }: Surroundings) {
  let [served, pairs] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const env = { BOARDGATE_DATA_DIR: join(folder, String(round)) };
    const starts = await Promise.allSettled(Array.from({ length: SERVERS }, () => ServerProcess.start(env)));
    const servers = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    served += servers.length;
    pairs += servers.filter(({ stdout }) => stdout.includes('secret key (SK)')).length;
    for (const server of servers) await server.stop();
  }
  return {
    text: `${served} of ${ROUNDS * SERVERS} serve, ${pairs} pairs in ${ROUNDS} databases`,
    isKept: served === ROUNDS * SERVERS && pairs === ROUNDS,
  };
}

async function runFolderDeleted({ folder }: Surroundings) {
  const dataDir = join(folder, 'data');
  const server = await startService({ BOARDGATE_DATA_DIR: dataDir });
  await createRoom(server.url);
  rmSync(dataDir, { recursive: true });
  const after = await Promise.all(Array.from({ length: 20 }, () => createRoom(server.url)));
  const acknowledged = after.filter(({ status }) => status === 201).length;
  await server.stop();
  return { text: `${acknowledged} of ${after.length} acknowledged`, isKept: acknowledged === 0 };
}

async function runKills({ folder, databaseUrl }: Surroundings) {
  const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: databaseUrl };
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startService(env);
    const end = repeat(8, async () => {
      const { status, uuid } = await createRoom(server.url);
      if (status === 201) acknowledged.push(uuid);
      if (status === 0) await sleep(20);
    });
    await sleep(200 + Math.random() * 800);
    await server.stop('SIGKILL');
    await end();
  }
  const server = await startService(env);
  let lost = 0;
  for (const uuid of acknowledged) if ((await issueToken(server.url, uuid)) !== 201) lost++;
  await server.stop();
  return {
    text: `${lost} of ${count(acknowledged.length)} lost`,
    isKept: lost === 0 && acknowledged.length > 0,
  };
}
