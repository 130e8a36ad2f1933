import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerProcess } from '../../apps/server/test/support/process.ts';
import { until } from '../../apps/server/test/support/until.ts';
import { createRoom, issueToken, repeat, startService } from '../servers/service.ts';
import type { Surroundings } from './fault.ts';
import { count } from './fault.ts';
import { HealthProxy } from './health-proxy.ts';

const CLIENTS = 16;
const SERVERS = 3;
const REQUESTS = 20_000;

export async function runLogFull({ folder }: Surroundings) {
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

export async function runStop({ folder }: Surroundings) {
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

export async function runRollingRestart({ folder, databaseUrl }: Surroundings) {
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
