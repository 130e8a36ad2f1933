import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../../apps/server/test/support/process.ts';
import { type OpenLoadResult, pinTo, sendOpenLoad } from '../servers/open-load.ts';
import { createRoom, issueToken, startService } from '../servers/service.ts';
import { count, type Surroundings } from './fault.ts';

export const OVERLOAD = 4;
export const GOODPUT = 0.8;
export const ACCEPTED_MS = 2000;
export const ALIVE_MS = 1000;
export const RECOVERED_MS = 2000;
export const GROWTH = 1.1;
const CLIENTS = 1000;
const SECONDS = 6;
/** Of each overload: its first second is a burst, and not what is asked. */
const OVERLOAD_SECONDS = 10;
const ROUNDS = 2;
/** As many as keep a server busy. */
const BUSY = 16;
const UNLIMITED = 20_000;

export const IDLE = 10_000;
export const SLOW = 700;
export const SLOWER = 3;
/** Below it, a wait says more of the machine than of the server. */
const SHORTEST_MS = 2;
const PER_ADDRESS = 900;

const FILES = 256;

const ROOM = { path: '/v5/rooms', body: '{"name":"a lesson"}' };

/** Rooms come four times as fast as the server can store them. The load has a core of its own. */
export async function runOverload({ folder, postgres }: Surroundings, databaseUrl: string | undefined) {
  if (databaseUrl !== undefined) pinTo(await postgres.pid(), 0);
  const server = await startService({
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_DATABASE_URL: databaseUrl,
    // The load comes from one address, which clients who know nothing of each other do not.
    BOARDGATE_MAX_CONNECTIONS_PER_ADDRESS: String(2 * CLIENTS),
    BOARDGATE_CONVERSION_CONCURRENCY: '0',
  });
  pinTo(server.pid, 0);
  const send = (ratePerSecond: number, connections: number, seconds: number) =>
    sendOpenLoad({ url: server.url, ...ROOM, ratePerSecond, connections, seconds });
  const findPeak = async () => {
    const { accepted, seconds } = await send(UNLIMITED, BUSY, SECONDS);
    return accepted / seconds;
  };
  await findPeak();
  const health = watchHealth(server);
  // What the disk gives changes from minute to minute: each load has the peak of before and after it.
  const peaks = [await findPeak()];
  const loads: OpenLoadResult[] = [];
  const memory: number[] = [];
  let recoveredMs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    loads.push(await send(OVERLOAD * (peaks[0] ?? 0), CLIENTS, OVERLOAD_SECONDS));
    memory.push(memoryOf(server));
    recoveredMs = Math.max(recoveredMs, await recover(server));
    peaks.push(await findPeak());
  }
  const longestMs = await health.end();
  await server.stop();
  const peak = meanOf(peaks);
  const goodput = meanOf(loads.map(({ accepted, seconds }) => accepted / seconds)) / peak;
  const acceptedMs = Math.max(...loads.map(({ acceptedP99Ms }) => acceptedP99Ms));
  const growth = (memory.at(-1) ?? 0) / (memory[0] ?? 0);
  return {
    text: [
      `${goodput.toFixed(2)} of ${count(Math.round(peak))}/s`,
      `p99 ${(acceptedMs / 1000).toFixed(1)} s`,
      `/healthz ${(longestMs / 1000).toFixed(1)} s`,
      `memory × ${growth.toFixed(2)}`,
    ].join(', '),
    isKept:
      goodput >= GOODPUT &&
      acceptedMs <= ACCEPTED_MS &&
      longestMs <= ALIVE_MS &&
      recoveredMs <= RECOVERED_MS &&
      growth <= GROWTH &&
      loads.every(({ refused, failed, haveRetryAfter }) => refused > 0 && haveRetryAfter && failed === 0),
  };
}

/** @returns after how many milliseconds a room is created as soon as on a quiet server. */
async function recover(server: ServerProcess): Promise<number> {
  const began = performance.now();
  while ((await createRoom(server.url)).ms > 200);
  return performance.now() - began;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How long `/healthz` takes, asked ten times a second on new connections. */
function watchHealth({ url }: ServerProcess): { end: () => Promise<number> } {
  let [isOver, longestMs] = [false, 0];
  const watching = (async () => {
    while (!isOver) {
      const began = performance.now();
      const answer = await fetch(`${url}/healthz`, { headers: { connection: 'close' } });
      await answer.arrayBuffer();
      longestMs = Math.max(longestMs, performance.now() - began);
      await sleep(100);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await watching;
      return longestMs;
    },
  };
}

function memoryOf({ pid }: ServerProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** Connections that say nothing, and some that send a byte a second. */
export async function runIdleConnections({ folder }: Surroundings) {
  const server = await startService({
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_MAX_CONNECTIONS: String(2 * IDLE),
  });
  const { uuid } = await createRoom(server.url);
  const load = {
    url: server.url,
    path: `/v5/tokens/rooms/${uuid}`,
    body: '{"lifespan":3600000,"role":"writer"}',
    ratePerSecond: 500,
    seconds: SECONDS,
    connections: BUSY,
  };
  await sendOpenLoad(load);
  const quiet = await sendOpenLoad(load);
  const sockets: Socket[] = [];
  const open = async (number: number) => {
    const localAddress = `127.0.1.${1 + Math.floor(number / PER_ADDRESS)}`;
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(server.url).port), localAddress });
    socket.on('error', () => {});
    sockets.push(socket);
    await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  };
  for (let number = 0; number < IDLE + SLOW; number++) await open(number);
  // Each sends a byte a second, and no two of them at the same time.
  let turn = 0;
  const dripping = setInterval(() => {
    for (let dripped = 0; dripped < SLOW / 100; dripped++) sockets[IDLE + (turn++ % SLOW)]?.write('G');
  }, 10);
  const crowded = await sendOpenLoad(load);
  clearInterval(dripping);
  for (const socket of sockets) socket.destroy();
  await server.stop();
  const ratio = Math.max(crowded.acceptedP99Ms, SHORTEST_MS) / Math.max(quiet.acceptedP99Ms, SHORTEST_MS);
  return {
    text: `p99 ${quiet.acceptedP99Ms.toFixed(1)} ms before, ${crowded.acceptedP99Ms.toFixed(1)} ms beside them`,
    isKept: ratio <= SLOWER && crowded.failed + crowded.refused === 0 && crowded.accepted > 0,
  };
}

/** More connections than the system lets the server have files. */
export async function runFewFiles({ folder }: Surroundings) {
  const server = await startService({ BOARDGATE_DATA_DIR: folder });
  const { uuid } = await createRoom(server.url);
  spawnSync('prlimit', ['--pid', String(server.pid), `--nofile=${FILES}:${FILES}`]);
  const sockets = Array.from({ length: 2 * FILES }, () =>
    connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {}),
  );
  await sleep(2000);
  for (const socket of sockets) socket.destroy();
  const began = performance.now();
  while ((await issueToken(server.url, uuid)) !== 201 || (await createRoom(server.url)).status !== 201)
    await sleep(20);
  const healedMs = performance.now() - began;
  const { code } = await server.stop();
  return {
    text: `lives, and works ${(healedMs / 1000).toFixed(1)} s after they have gone`,
    isKept: healedMs <= RECOVERED_MS && code === 0,
  };
}
