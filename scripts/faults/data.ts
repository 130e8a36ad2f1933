import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerProcess } from '../../apps/server/test/support/process.ts';
import {
  banRoom,
  createKey,
  createRoom,
  HEADERS,
  hasKey,
  issueToken,
  repeat,
  startService,
} from '../servers/service.ts';
import { count, type Surroundings } from './fault.ts';

const SERVERS = 3;
const ROUNDS = 5;
const KILLS = 5;
export const KILLING_S = 60;
/** To who asks for a token of a room: it exists, banned or not. */
const IS_THERE = new Set([201, 403]);
const YEARS_10_MS = 10 * 365 * 86_400_000;
const ROOMS_A_CLOCK = 20;

export async function runFirstStarts({ folder }: Surroundings) {
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

export async function runFolderDeleted({ folder }: Surroundings) {
  const dataDir = join(folder, 'data');
  const server = await startService({ BOARDGATE_DATA_DIR: dataDir });
  await createRoom(server.url);
  rmSync(dataDir, { recursive: true });
  const after = await Promise.all(Array.from({ length: 20 }, () => createRoom(server.url)));
  const acknowledged = after.filter(({ status }) => status === 201).length;
  await server.stop();
  return { text: `${acknowledged} of ${after.length} acknowledged`, isKept: acknowledged === 0 };
}

export async function runKills({ folder, databaseUrl }: Surroundings) {
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

/** Three servers lose their lives one after the other, whichever it is, while clients change things through all of them. */
export async function runThreeServers({ folder, databaseUrl }: Surroundings) {
  const env = {
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_DATABASE_URL: databaseUrl,
    BOARDGATE_CONVERSION_CONCURRENCY: '0',
  };
  const servers: ServerProcess[] = [];
  for (let number = 0; number < SERVERS; number++) servers.push(await startService(env));
  const some = () => servers[Math.floor(Math.random() * servers.length)] as ServerProcess;
  const rooms: string[] = [];
  const banned: string[] = [];
  const keys: string[] = [];
  const end = repeat(8, async () => {
    const { status, uuid } = await createRoom(some().url);
    if (status !== 201) return void (await sleep(20));
    if (await banRoom(some().url, uuid).catch(() => undefined)) banned.push(uuid);
    // Perhaps it is banned all the same, and only the answer was lost.
    else rooms.push(uuid);
    const key = await createKey(some().url).catch(() => undefined);
    if (key !== undefined) keys.push(key);
  });
  const killsEnd = performance.now() + KILLING_S * 1000;
  let kills = 0;
  while (performance.now() < killsEnd) {
    await sleep(500 + Math.random() * 1500);
    const victim = Math.floor(Math.random() * servers.length);
    await servers[victim]?.stop('SIGKILL');
    servers[victim] = await startService(env);
    kills++;
  }
  await end();
  const { url } = some();
  let lost = 0;
  for (const uuid of rooms) if (!IS_THERE.has(await issueToken(url, uuid))) lost++;
  for (const uuid of banned) if ((await issueToken(url, uuid)) !== 403) lost++;
  for (const key of keys) if (!(await hasKey(url, key))) lost++;
  for (const server of servers) await server.stop();
  return {
    text: `${lost} lost of ${count(rooms.length + banned.length)} rooms, ${count(banned.length)} bans and ${count(keys.length)} keys, in ${kills} kills`,
    isKept: lost === 0 && kills > 0 && banned.length > 0 && keys.length > 0,
  };
}

/** A server begins with a clock ten years ahead, then ten years behind, then right again. */
export async function runClock({ folder, databaseUrl }: Surroundings) {
  let [listed, created, isOrdered] = [0, 0, true];
  const readiness: number[] = [];
  for (const url of [undefined, databaseUrl]) {
    const uuids: string[] = [];
    for (const shiftMs of [0, YEARS_10_MS, -YEARS_10_MS, 0]) {
      const server = await startService({
        BOARDGATE_DATA_DIR: join(folder, url === undefined ? 'sqlite' : 'postgres'),
        BOARDGATE_DATABASE_URL: url,
        BOARDGATE_CONVERSION_CONCURRENCY: '0',
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(shiftClock(shiftMs))}`,
      });
      for (let room = 0; room < ROOMS_A_CLOCK; room++) uuids.push((await createRoom(server.url)).uuid);
      if (url !== undefined) readiness.push(await becomes(server, shiftMs === 0 ? 200 : 503));
      const all = await listRooms(server.url);
      isOrdered &&= all.join() === uuids.join();
      if (uuids.length === 4 * ROOMS_A_CLOCK) {
        listed += all.length;
        created += uuids.length;
      }
      await server.stop();
    }
  }
  const isNoticed = readiness.join() === '200,503,503,200';
  return {
    text: `${listed} of ${created} listed, ${isOrdered ? 'in order' : 'in another order'}; ${isNoticed ? 'noticed' : 'not noticed'}`,
    isKept: listed === created && isOrdered && isNoticed,
  };
}

/** For `--import`: every clock of the process is off. */
function shiftClock(shiftMs: number): string {
  return `const now = Date.now; const Right = Date;
    globalThis.Date = class extends Right { constructor(...a) { if (a.length === 0) super(now() + ${shiftMs}); else super(...a); } static now() { return now() + ${shiftMs}; } };`;
}

/** The status of `/readyz`, which looks at the clock a little after the start. */
async function becomes({ url }: ServerProcess, expected: number): Promise<number> {
  let status = 0;
  for (let time = 0; time < 100 && status !== expected; time++) {
    const answer = await fetch(`${url}/readyz`);
    await answer.arrayBuffer();
    status = answer.status;
    await sleep(50);
  }
  return status;
}

async function listRooms(url: string): Promise<string[]> {
  const uuids: string[] = [];
  for (;;) {
    const begin = uuids.at(-1);
    const query = begin === undefined ? '' : `&beginUUID=${begin}`;
    const answer = await fetch(`${url}/v5/rooms?limit=50${query}`, { headers: HEADERS });
    const page = ((await answer.json()) as { uuid: string }[]).map(({ uuid }) => uuid);
    const fresh = page.filter((uuid) => uuid !== begin);
    if (fresh.length === 0) return uuids;
    uuids.push(...fresh);
  }
}
