import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../../apps/server/test/support/process.ts';
import { TcpProxy } from '../../apps/server/test/support/tcp-proxy.ts';
import { PostgresCopy } from '../servers/postgres-copy.ts';
import { banRoom, createRoom, issueToken, repeat, startService } from '../servers/service.ts';
import { count, type Surroundings } from './fault.ts';

const SERVERS = 3;
const CHANGES = 200;
const SEEN_MS = 100;
/** The time-out for PostgreSQL, and what a busy machine adds. */
export const LONGEST_WAIT_MS = 2500;
/** The default limit, and what a busy machine adds. */
export const STOP_LIMIT_S = 9.5;
/** Of a change, while the connection that hears of it is dead. */
export const DEAF_LIMIT_MS = 2500;
/** After PostgreSQL is back. */
export const HEALED_MS = 2000;

export async function runChanges({ folder, databaseUrl }: Surroundings) {
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

export async function runStopInSilence({ folder, databaseUrl }: Surroundings) {
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

export async function runSilence({ folder, databaseUrl }: Surroundings, silenceS: number) {
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
  await sleep(silenceS * 1000);
  proxy.speak();
  const began = performance.now();
  await end();
  while ((await createRoom(server.url)).status !== 201) await sleep(20);
  const healedMs = performance.now() - began;
  await server.stop();
  await proxy.stop();
  return {
    text: `longest wait ${(longestMs / 1000).toFixed(1)} s, ${refused} refused with 503, works after ${(healedMs / 1000).toFixed(1)} s`,
    isKept: longestMs <= LONGEST_WAIT_MS && refused > 0 && healedMs <= HEALED_MS,
  };
}

/** Servers that hear of nothing: their connections hang, and new ones work. */
export async function runDeafFeed({ folder, databaseUrl }: Surroundings) {
  const proxy = await TcpProxy.start(databaseUrl);
  const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_CONVERSION_CONCURRENCY: '0' };
  const changing = await startService({ ...env, BOARDGATE_DATABASE_URL: databaseUrl });
  const deaf = await startService({ ...env, BOARDGATE_DATABASE_URL: proxy.urlOf(databaseUrl) });
  let longestMs = 0;
  for (const end of ['cut', 'forget'] as const) {
    const { uuid } = await createRoom(changing.url);
    for (let time = 0; time < 2; time++) await issueToken(deaf.url, uuid);
    if (end === 'forget') proxy.silence();
    proxy[end]();
    const began = performance.now();
    await banRoom(changing.url, uuid);
    while ((await issueToken(deaf.url, uuid)) === 201);
    longestMs = Math.max(longestMs, performance.now() - began);
    await sleep(LONGEST_WAIT_MS);
  }
  for (const server of [changing, deaf]) await server.stop();
  await proxy.stop();
  return {
    text: `a ban is in force after ${(longestMs / 1000).toFixed(1)} s at the latest`,
    isKept: longestMs <= DEAF_LIMIT_MS,
  };
}

/** PostgreSQL ends under load, and begins again. */
export async function runPostgresEnds({ folder, postgres }: Surroundings) {
  const database = await PostgresCopy.of(postgres);
  const server = await startService({ BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: database.url });
  const acknowledged: string[] = [];
  let [longestMs, healedMs] = [0, 0];
  for (const how of ['SIGINT', 'SIGKILL'] as const) {
    const end = repeat(4, async () => {
      const { status, uuid, ms } = await createRoom(server.url);
      longestMs = Math.max(longestMs, ms);
      if (status === 201) acknowledged.push(uuid);
    });
    await sleep(1000);
    await database.end(how);
    await sleep(2000);
    await database.start();
    const began = performance.now();
    const before = acknowledged.length;
    while (acknowledged.length === before) await sleep(20);
    healedMs = Math.max(healedMs, performance.now() - began);
    await end();
  }
  const lost = await countLost(server, acknowledged);
  await server.stop();
  await database.end('SIGINT');
  return {
    text: `${lost} of ${count(acknowledged.length)} lost, longest wait ${(longestMs / 1000).toFixed(1)} s, works after ${(healedMs / 1000).toFixed(1)} s`,
    isKept: lost === 0 && acknowledged.length > 0 && longestMs <= LONGEST_WAIT_MS && healedMs <= HEALED_MS,
  };
}

/** The database's name moves to a standby, which is promoted a little later. */
export async function runFailover({ folder, postgres }: Surroundings) {
  const primary = await PostgresCopy.of(postgres);
  const standby = await primary.standby();
  const proxy = await TcpProxy.start(primary.url);
  const server = await startService({
    BOARDGATE_DATA_DIR: folder,
    BOARDGATE_DATABASE_URL: proxy.urlOf(primary.url),
  });
  const acknowledged: string[] = [];
  for (let room = 0; room < 100; room++) {
    const { status, uuid } = await createRoom(server.url);
    if (status === 201) acknowledged.push(uuid);
  }
  await primary.end('SIGKILL');
  proxy.redirect(standby.url);
  proxy.cut();
  // While there is only a standby: reads and tokens go on, changes are refused.
  let [tokens, refused] = [0, 0];
  const began = performance.now();
  while (performance.now() - began < 3000) {
    if ((await issueToken(server.url, acknowledged[0] ?? '')) === 201) tokens++;
    if ((await createRoom(server.url)).status === 503) refused++;
    await sleep(20);
  }
  await standby.promote();
  const promotedAt = performance.now();
  while ((await createRoom(server.url)).status !== 201) await sleep(20);
  const healedMs = performance.now() - promotedAt;
  const lost = await countLost(server, acknowledged);
  await server.stop();
  await proxy.stop();
  await standby.end('SIGINT');
  return {
    text: `${lost} of ${acknowledged.length} lost, ${count(tokens)} tokens meanwhile, works after ${(healedMs / 1000).toFixed(1)} s`,
    isKept: lost === 0 && tokens > 0 && refused > 0 && healedMs <= HEALED_MS,
  };
}

async function countLost({ url }: ServerProcess, rooms: readonly string[]): Promise<number> {
  let lost = 0;
  for (const uuid of rooms) if ((await issueToken(url, uuid)) !== 201) lost++;
  return lost;
}
