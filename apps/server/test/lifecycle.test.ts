import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { openDatabaseAt } from './support/open-database.ts';
import { boardgate, ServerProcess } from './support/process.ts';

let at: TestDatabase;
let env: Record<string, string | undefined>;

async function place(create: () => Promise<TestDatabase>): Promise<void> {
  at = await create();
  env = { BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_DATABASE_URL: at.databaseUrl, BOARDGATE_PORT: '0' };
}

/** Exits 1 with one line and no stack trace. */
async function expectStartRefused(changes: Record<string, string>, line: RegExp): Promise<void> {
  const { code, stdout, stderr } = await boardgate(['serve'], { ...env, ...changes });
  expect(stderr).toMatch(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(code).toBe(1);
}

describe.each(DATABASES)('a start that fails on $name', ({ create }) => {
  beforeEach(() => place(create));
  afterEach(() => at.remove());

  test('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    await expectStartRefused(
      { BOARDGATE_PORT: String(port) },
      new RegExp(`^boardgate: port ${port} on 127.0.0.1 is in use: .*BOARDGATE_PORT\n$`),
    );
    taken.close();
  });

  test('a data folder that cannot be created', async () => {
    const file = join(at.dataDir, 'file');
    writeFileSync(file, '');
    await expectStartRefused(
      { BOARDGATE_DATA_DIR: join(file, 'data') },
      /^boardgate: cannot make the data folder .*BOARDGATE_DATA_DIR\n$/,
    );
  });

  test('a wrong master key, and a missing one', async () => {
    await (
      await ServerProcess.start({ ...env, BOARDGATE_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') })
    ).stop();
    await expectStartRefused(
      { BOARDGATE_MASTER_KEY: Buffer.alloc(32, 2).toString('base64') },
      /^boardgate: the master key is not the one the stored secret keys were encrypted with: .*\n$/,
    );
    await expectStartRefused({}, /^boardgate: the master key is missing: .*\n$/);
  });

  test('a database of a newer version', async () => {
    const { db, close } = await openDatabaseAt({ dataDir: at.dataDir, databaseUrl: at.databaseUrl });
    await db
      .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
      .insertInto('kysely_migration')
      .values({ name: '9999-future', timestamp: '2030-01-01T00:00:00Z' })
      .execute();
    await close();
    await expectStartRefused(
      {},
      /^boardgate: the database was written by a newer version of Boardgate .*9999-future.*\n$/,
    );
  });
});

describe('a start that fails', () => {
  beforeEach(() => place(DATABASES[0].create));
  afterEach(() => at.remove());

  test('an unreachable database: the message names it without its password', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    await expectStartRefused(
      {
        BOARDGATE_DATABASE_URL: `postgres://user:my-password@127.0.0.1:${port}/board`,
        BOARDGATE_START_LIMIT_MS: '0',
      },
      new RegExp(`^boardgate: cannot reach the database 127.0.0.1:${port}/board: (?!.*my-password).*\n$`),
    );
  });

  test('an invalid database URL', () =>
    expectStartRefused(
      { BOARDGATE_DATABASE_URL: 'mysql://x' },
      /^boardgate: BOARDGATE_DATABASE_URL must be a URL of the form postgres:.*\n$/,
    ));

  test('a file that is not a database', async () => {
    mkdirSync(at.dataDir, { recursive: true });
    writeFileSync(join(at.dataDir, 'boardgate.db'), 'this is no database, '.repeat(100));
    await expectStartRefused({}, /^boardgate: cannot open the database .*boardgate\.db: .*\n$/);
  });

  test('an address of another machine', () =>
    expectStartRefused(
      { BOARDGATE_HOST: '192.0.2.1' },
      /^boardgate: 192.0.2.1 is not an address of this machine: .*BOARDGATE_HOST\n$/,
    ));

  test('all faults of the configuration are reported at once', async () => {
    const { code, stderr } = await boardgate(['serve'], {
      ...env,
      BOARDGATE_PORT: 'http',
      BOARDGATE_RESOURCES: 'cloud',
    });
    expect(stderr).toBe(
      'boardgate: BOARDGATE_PORT must be a whole number from 0 to 65535\nboardgate: BOARDGATE_RESOURCES must be one of: local, external\n',
    );
    expect(code).toBe(1);
  });
});

describe('a running server', () => {
  beforeEach(() => place(DATABASES[0].create));
  afterEach(() => at.remove());

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'on %s completes the requests in progress and exits 0',
    async (signal) => {
      const server = await ServerProcess.start({ ...env, BOARDGATE_DEFAULT_REGION: 'sg' });
      const agent = new Agent({ keepAlive: true });
      const slow = request(`${server.url}/v5/tokens/teams`, {
        method: 'POST',
        agent,
        headers: { 'content-length': '2' },
      });
      const answered = new Promise<number | undefined>((resolve, reject) => {
        slow.on('response', (response) => resolve(response.resume().statusCode));
        slow.on('error', reject);
      });
      slow.write('{');
      await new Promise((resolve) => slow.once('socket', (socket) => socket.once('connect', resolve)));
      // An answer to a later request means that the head of this one has arrived.
      await fetch(`${server.url}/healthz`);

      const ended = server.stop(signal);
      slow.end('}');
      expect(await answered).toBe(400);
      expect((await ended).code).toBe(0);
      agent.destroy();
    },
  );

  test('warns of an unknown variable and serves', async () => {
    const server = await ServerProcess.start({ ...env, BOARDGATE_PROT: '1' });
    expect(server.stderr).toContain('warning: BOARDGATE_PROT is no setting of this version');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.stop();
  });

  test('a flag wins over its variable', async () => {
    const server = await ServerProcess.start({ ...env, BOARDGATE_DEFAULT_REGION: 'mars' }, [
      '--default-region',
      'sg',
    ]);
    const answer = await fetch(`${server.url}/v5/tokens/teams`, { method: 'POST' });
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('accessKey is missing') });
    await server.stop();
  });
});
