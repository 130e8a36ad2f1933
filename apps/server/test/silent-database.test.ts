import { signSdkToken } from '@boardgate/token';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPostgres, type PostgresDatabase } from './support/databases.ts';
import { ServerProcess } from './support/process.ts';
import { TcpProxy } from './support/tcp-proxy.ts';
import { until } from './support/until.ts';

const KEYS = { BOARDGATE_ACCESS_KEY: 'ak', BOARDGATE_SECRET_KEY: 'sk' };
const HEADERS = {
  token: signSdkToken({ accessKey: 'ak', secretKey: 'sk', role: 'admin', lifespanMs: 0 }),
  region: 'us-sv',
};

let at: PostgresDatabase;
let proxy: TcpProxy;
let admin: pg.Client;
let server: ServerProcess;
beforeEach(async () => {
  at = await createPostgres();
  proxy = await TcpProxy.start(String(at.databaseUrl));
  admin = new pg.Client({ connectionString: at.databaseUrl });
  await admin.connect();
  server = await ServerProcess.start({
    ...KEYS,
    BOARDGATE_DATA_DIR: at.dataDir,
    BOARDGATE_DATABASE_URL: proxy.urlOf(String(at.databaseUrl)),
    BOARDGATE_DATABASE_TIMEOUT_MS: '500',
    BOARDGATE_LOG_LEVEL: 'info',
  });
});
afterEach(async () => {
  await server.stop();
  await admin.end();
  await proxy.stop();
  await at.remove();
});

async function createRoom() {
  const answer = await fetch(`${server.url}/v5/rooms`, { method: 'POST', headers: HEADERS, body: '{}' });
  const body = (await answer.json()) as { message?: string };
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body };
}

const isCreated = () => until(async () => ((await createRoom()).status === 201 ? true : undefined));

const UNREACHABLE = {
  status: 503,
  retryAfter: '1',
  body: { message: 'the database cannot be reached at present: try again' },
};

test('requests to a database that has fallen silent are refused, and served again once it speaks', async () => {
  await isCreated();
  proxy.silence();
  const refused = await Promise.all(Array.from({ length: 30 }, createRoom));
  expect(refused).toEqual(Array(30).fill(UNREACHABLE));
  await until(async () => ((await fetch(`${server.url}/readyz`)).status === 503 ? true : undefined));
  proxy.speak();
  await isCreated();
  await until(async () => ((await fetch(`${server.url}/readyz`)).status === 200 ? true : undefined));
});

test('connections that hang are replaced: new ones work although the old ones stay silent', async () => {
  await isCreated();
  proxy.silence();
  await createRoom();
  // The old connections never speak again; new ones do.
  proxy.forget();
  await isCreated();
  await until(() => server.stderr.includes('changes by other servers are heard again') || undefined);
});

describe('a database that takes no changes, like a standby', () => {
  const setReadOnly = async (isOn: boolean) => {
    const { rows } = await admin.query('select current_database() as name');
    await admin.query(`alter database ${rows[0].name} set default_transaction_read_only = ${isOn}`);
    proxy.cut();
  };

  test('refuses changes, while reading and issuing go on, and says so until it takes them again', async () => {
    await isCreated();
    await setReadOnly(true);
    const refused = await until(async () => {
      const answer = await createRoom();
      return answer.status === 201 || answer.body.message === UNREACHABLE.body.message ? undefined : answer;
    });
    expect(refused).toEqual({
      status: 503,
      retryAfter: '5',
      body: { message: 'changes cannot be stored at present: try again' },
    });
    const list = await fetch(`${server.url}/v5/rooms?limit=1`, { headers: HEADERS });
    expect(list.status).toBe(200);
    const [room] = (await list.json()) as { uuid: string }[];
    const issued = await fetch(`${server.url}/v5/tokens/rooms/${room?.uuid}`, {
      method: 'POST',
      headers: HEADERS,
      body: '{"lifespan":3600000,"role":"admin"}',
    });
    expect(issued.status).toBe(201);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    await setReadOnly(false);
    await isCreated();
    await until(async () => ((await fetch(`${server.url}/readyz`)).status === 200 ? true : undefined));
  });
});

test('a LISTEN that cannot be made leaks no connection', async () => {
  await isCreated();
  await admin.query("delete from settings where name = 'change-channel'");
  proxy.cut();
  await until(() => server.stderr.includes('changes by other servers are not heard') || undefined);
  const countConnections = async () => {
    const { rows } = await admin.query(
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'boardgate'",
    );
    return rows[0].count;
  };
  // Several attempts later.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(await countConnections()).toBeLessThanOrEqual(12);
});
