import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPostgres, createSqlite, type TestDatabase } from './support/databases.ts';
import { ServerProcess } from './support/process.ts';
import { TcpProxy } from './support/tcp-proxy.ts';
import { until } from './support/until.ts';

const CLIENTS = 20;

let at: TestDatabase;
beforeEach(async () => {
  at = await createSqlite();
});
afterEach(() => at.remove());

const start = (settings: Record<string, string> = {}) =>
  ServerProcess.start({
    BOARDGATE_DATA_DIR: at.dataDir,
    BOARDGATE_DATABASE_URL: at.databaseUrl,
    ...settings,
  });

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

function get(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** Asks on one connection until an answer says that it ends. */
async function askUntilEnd(url: string, onAnswer: () => void): Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (;;) {
      const answer = await get(url, agent);
      onAnswer();
      if (answer.headers.connection === 'close') return answer;
    }
  } finally {
    agent.destroy();
  }
}

test('a stop cuts no busy connection off: each ends with an answer that says so', async () => {
  const server = await start({ BOARDGATE_SHUTDOWN_DELAY_MS: '2000', BOARDGATE_SHUTDOWN_LIMIT_MS: '300000' });
  let answers = 0;
  const clients = Array.from({ length: CLIENTS }, () =>
    askUntilEnd(`${server.url}/healthz`, () => {
      answers++;
    }),
  );
  await until(() => answers > 10 * CLIENTS || undefined);
  const ended = server.stop();
  const last = await Promise.all(clients);
  expect(last.map(({ status }) => status)).toEqual(Array(CLIENTS).fill(200));
  expect((await ended).code).toBe(0);
});

test('while it stops, /readyz refuses and everything else is answered', async () => {
  const server = await start({ BOARDGATE_SHUTDOWN_DELAY_MS: '3000', BOARDGATE_SHUTDOWN_LIMIT_MS: '300000' });
  const ended = server.stop();
  const refusal = await until(async () => {
    const answer = await fetch(`${server.url}/readyz`);
    return answer.status === 200 ? undefined : answer;
  });
  expect(refusal.status).toBe(503);
  expect(refusal.headers.get('retry-after')).toBe('1');
  expect(refusal.headers.get('connection')).toBe('close');
  expect(await refusal.json()).toEqual({ message: 'this server is stopping: send requests to another one' });
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect((await ended).code).toBe(0);
});

/** Sends the head of a request, whose body never comes. */
async function beginRequest(url: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write('POST /v5/tokens/teams HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{');
  // An answer to a later request means that this head has arrived.
  await fetch(`${url}/healthz`);
}

test('a client that never finishes its request does not keep the server from stopping', async () => {
  const server = await start({ BOARDGATE_SHUTDOWN_LIMIT_MS: '1500' });
  await beginRequest(server.url);
  const { code, stderr } = await server.stop();
  expect(stderr).not.toContain('not everything was finished');
  expect(code).toBe(0);
});

test('a second signal ends the server at once', async () => {
  const server = await start({ BOARDGATE_SHUTDOWN_LIMIT_MS: '3600000' });
  await beginRequest(server.url);
  const first = server.stop('SIGTERM');
  await until(() => server.stdout.includes('Boardgate is stopping') || undefined);
  const second = await server.stop('SIGINT');
  expect(second.code).toBe(null);
  await first;
});

test('a database that hangs does not keep the server from stopping', async () => {
  const postgres = await createPostgres();
  const proxy = await TcpProxy.start(String(postgres.databaseUrl));
  const server = await ServerProcess.start({
    BOARDGATE_DATA_DIR: postgres.dataDir,
    BOARDGATE_DATABASE_URL: proxy.urlOf(String(postgres.databaseUrl)),
    BOARDGATE_SHUTDOWN_LIMIT_MS: '1500',
  });
  proxy.silence();
  const { code, stderr } = await server.stop();
  expect([0, 1]).toContain(code);
  if (code === 1)
    expect(stderr).toContain('boardgate: not everything was finished within 1500 ms: ended now\n');
  await proxy.stop();
  await postgres.remove();
});
