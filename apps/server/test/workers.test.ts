import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signSdkToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { freePort } from './support/free-port.ts';
import { boardgate, ServerProcess, spawnBoardgate } from './support/process.ts';
import { until } from './support/until.ts';

const KEYS = { BOARDGATE_ACCESS_KEY: 'workers-ak', BOARDGATE_SECRET_KEY: 'workers-sk' };
const ADMIN = { BOARDGATE_ADMIN_TOKEN: 'the-admin-token-of-the-workers' };
const TOKEN = signSdkToken({
  accessKey: 'workers-ak',
  secretKey: 'workers-sk',
  role: 'admin',
  lifespanMs: 0,
});
const AS_CLIENT = { token: TOKEN, region: 'us-sv' };
const AS_OPERATOR = { authorization: `Bearer ${ADMIN.BOARDGATE_ADMIN_TOKEN}` };
const WORKERS = 2;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** On a connection of its own: connections go to the workers in turn. */
function ask(
  url: string,
  method = 'GET',
  headers: Record<string, string> = AS_CLIENT,
  body: unknown = undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, async (response) => {
      const chunks = await response.toArray();
      resolve({
        status: response.statusCode,
        headers: response.headers,
        text: Buffer.concat(chunks).toString(),
      });
    });
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function workersOf({ pid }: ServerProcess): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children.split(' ').filter(Boolean).map(Number);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function readMetric(url: string, name: string): Promise<number> {
  const { text } = await ask(`${url}/metrics`);
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}

describe.each(DATABASES)('a server of several processes on $name', ({ create }) => {
  let at: TestDatabase;
  let server: ServerProcess;
  beforeEach(async () => {
    at = await create();
  });
  afterEach(async () => {
    await server.stop();
    await at.remove();
  });

  async function start(settings: Record<string, string> = {}): Promise<string> {
    server = await ServerProcess.start({
      ...KEYS,
      ...ADMIN,
      BOARDGATE_DATA_DIR: at.dataDir,
      BOARDGATE_DATABASE_URL: at.databaseUrl,
      BOARDGATE_WORKERS: String(WORKERS),
      BOARDGATE_CONVERSION_CONCURRENCY: '1',
      ...settings,
    });
    return server.url;
  }

  async function createRoom(url: string): Promise<string> {
    const { status, text } = await ask(`${url}/v5/rooms`, 'POST', AS_CLIENT, {});
    expect(status).toBe(201);
    return JSON.parse(text).uuid;
  }

  const issue = (url: string, uuid: string) =>
    ask(`${url}/v5/tokens/rooms/${uuid}`, 'POST', AS_CLIENT, { lifespan: 1000, role: 'reader' });

  async function setPolicy(url: string, policy: object): Promise<void> {
    const { text } = await ask(`${url}/v1/keys/workers-ak`, 'GET', AS_OPERATOR);
    const path = `${url}/v1/projects/${JSON.parse(text).project}`;
    expect((await ask(path, 'PATCH', AS_OPERATOR, { policy })).status).toBe(200);
  }

  test('an answered change is known in every process, and to the console and at the start it is one server', async () => {
    const url = await start();
    for (let round = 0; round < 20; round++) {
      const uuid = await createRoom(url);
      // All of them have the room in memory.
      for (let time = 0; time < 2 * WORKERS; time++) expect((await issue(url, uuid)).status).toBe(201);
      expect((await ask(`${url}/v5/rooms/${uuid}`, 'PATCH', AS_CLIENT, { isBan: true })).status).toBe(201);
      for (let time = 0; time < WORKERS; time++)
        expect(await issue(url, uuid)).toMatchObject({ status: 403, text: '{"message":"room is banned"}' });
    }
    const { text } = await ask(`${url}/v1/overview?range=hour`, 'GET', AS_OPERATOR);
    expect(JSON.parse(text).nodes).toHaveLength(1);
    const { code, stdout } = await server.stop();
    expect(stdout.match(/Boardgate serves/g)).toHaveLength(1);
    expect(stdout.match(/Boardgate is stopping/g)).toHaveLength(1);
    expect(code).toBe(0);
  });

  test('metrics count for the whole, whichever process is asked, and stay counted when one dies and is replaced', async () => {
    const url = await start();
    const uuid = await createRoom(url);
    const issued = 'boardgate_tokens_issued_total{kind="room",role="reader"}';
    for (let time = 0; time < 10; time++) await issue(url, uuid);
    await until(async () => (await readMetric(url, issued)) === 10 || undefined);
    const [victim = 0, ...others] = workersOf(server);
    process.kill(victim, 'SIGKILL');
    const replaced = await until(() => {
      const now = workersOf(server);
      return now.length === WORKERS && !now.includes(victim) ? now : undefined;
    });
    expect(replaced).toEqual(expect.arrayContaining(others));
    await until(async () => (await readMetric(url, 'boardgate_workers_replaced_total')) === 1 || undefined);
    expect(await readMetric(url, issued)).toBe(10);
    for (let time = 0; time < 2 * WORKERS; time++) expect((await issue(url, uuid)).status).toBe(201);
    await until(async () => (await readMetric(url, issued)) === 14 || undefined);
    expect(server.stderr).toContain('a process of this server has died');
  });

  test('wrong secrets count for the whole: guesses at the same time get no more answers than one after the other', async () => {
    const url = await start({ BOARDGATE_FAILED_ATTEMPTS_PER_ADDRESS: '6' });
    const guesses = Array.from({ length: 40 }, () =>
      ask(`${url}/v1/projects`, 'GET', { authorization: 'Bearer a-wrong-admin-token' }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(6);
    for (let time = 0; time < WORKERS; time++)
      expect((await ask(`${url}/v1/projects`, 'GET', AS_OPERATOR)).status).toBe(429);
  });

  test('quotas and the limit of connections count for the whole', async () => {
    const url = await start({ BOARDGATE_MAX_CONNECTIONS_PER_ADDRESS: '4' });
    await setPolicy(url, { rooms: { maxRoomChangesPerMinute: 5 } });
    let created = 0;
    const refusal = await until(async () => {
      const answer = await ask(`${url}/v5/rooms`, 'POST', AS_CLIENT, {});
      if (answer.status === 201) created++;
      return answer.status === 429 ? answer : undefined;
    });
    expect(refusal.text).toContain('5 were created or banned within a minute');
    // Told a moment later: before that, each process has let through what the whole server allows.
    expect(created).toBeLessThanOrEqual(5 * WORKERS);
    await until(async () => {
      const answers = [];
      for (let time = 0; time < WORKERS; time++)
        answers.push((await ask(`${url}/v5/rooms`, 'POST', AS_CLIENT, {})).status);
      return answers.every((status) => status === 429) || undefined;
    });

    const sockets = Array.from({ length: 4 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    try {
      const refusal = await until(async () => {
        const answers = [];
        for (let time = 0; time < WORKERS; time++) answers.push(await ask(`${url}/healthz`));
        return answers.every(({ status }) => status === 429) ? answers[0] : undefined;
      });
      expect(refusal.text).toContain('too many connections from one address');
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    await until(async () => (await ask(`${url}/healthz`)).status === 200 || undefined);
  });

  test('a stop answers what is in progress, and no process is left', async () => {
    const url = await start({ BOARDGATE_SHUTDOWN_DELAY_MS: '1000', BOARDGATE_SHUTDOWN_LIMIT_MS: '60000' });
    const pids = workersOf(server);
    let isOver = false;
    const statuses = new Set<number | undefined>();
    const clients = Array.from({ length: 4 }, async () => {
      while (!isOver) statuses.add((await ask(`${url}/healthz`)).status);
    });
    await until(() => statuses.size > 0 || undefined);
    const ended = server.stop();
    await until(async () => (await ask(`${url}/readyz`)).status === 503 || undefined);
    isOver = true;
    await Promise.all(clients);
    expect((await ended).code).toBe(0);
    expect([...statuses]).toEqual([200]);
    expect(pids.filter(isRunning)).toEqual([]);
  });

  test('a process that runs the workers and is killed leaves none behind', async () => {
    await start();
    const pids = workersOf(server);
    expect(pids).toHaveLength(WORKERS);
    await server.stop('SIGKILL');
    await until(() => !pids.some(isRunning) || undefined);
  });
});

test('a stop before the first process has said that it serves leaves none behind', async () => {
  const at = await DATABASES[0].create();
  const tools = mkdtempSync(join(tmpdir(), 'boardgate-tools-'));
  // The first process asks what confines documents after it listens, and before it says so.
  writeFileSync(join(tools, 'bwrap'), '#!/bin/sh\nexec sleep 3\n', { mode: 0o755 });
  const port = String(await freePort());
  const server = spawnBoardgate(['serve'], {
    PATH: `${tools}:${process.env.PATH}`,
    BOARDGATE_DATA_DIR: at.dataDir,
    BOARDGATE_PORT: port,
    BOARDGATE_WORKERS: String(WORKERS),
  });
  try {
    const url = `http://127.0.0.1:${port}/healthz`;
    await until(async () => (await ask(url).catch(() => undefined)) && true);
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  } finally {
    server.kill('SIGKILL');
    rmSync(tools, { recursive: true });
    await at.remove();
  }
});

test('what no process can do is said once, and ends the start', async () => {
  const at = await DATABASES[0].create();
  const server = await ServerProcess.start({ BOARDGATE_DATA_DIR: at.dataDir });
  try {
    const { port } = new URL(server.url);
    const { code, stderr, stdout } = await boardgate(['serve'], {
      BOARDGATE_DATA_DIR: at.dataDir,
      BOARDGATE_PORT: port,
      BOARDGATE_WORKERS: '3',
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.match(/is in use/g)).toHaveLength(1);
  } finally {
    await server.stop();
    await at.remove();
  }
});
