import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConfigured } from '../src/commands/cli-context.ts';
import { loadConfig } from '../src/config/config.ts';
import { withRotationLock } from '../src/database/rotation-lock.ts';
import {
  announceNext,
  forgetOld,
  isAnnounced,
  keepDigestKey,
  putInForce,
} from '../src/secrets/key-rotation.ts';
import { SEALED_COLUMNS, SEALED_SETTINGS } from '../src/secrets/sealed-values.ts';
import { keyIdOf } from '../src/secrets/vault.ts';
import { expectDone, expectRefused } from './support/command.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { populate } from './support/populated.ts';
import { boardgate, ServerProcess, spawnBoardgate } from './support/process.ts';
import { SCRATCH } from './support/scratch.ts';
import { TestServer } from './support/test-server.ts';

const ADMIN_TOKEN = 'rotation-admin-token-1234';
const AS_OPERATOR = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };

describe.each(DATABASES)('rotating the master key on $name', ({ name, create }) => {
  let at: TestDatabase;
  const folders: string[] = [];
  const servers: ServerProcess[] = [];
  beforeEach(async () => {
    at = await create();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop('SIGKILL');
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    await at.remove();
  });

  const env = () => ({ BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_DATABASE_URL: at.databaseUrl });
  const keyFile = () => join(at.dataDir, 'master.key');

  async function startServer(more: Record<string, string> = {}): Promise<ServerProcess> {
    const server = await ServerProcess.start({
      ...env(),
      BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
      BOARDGATE_CONVERSION_CONCURRENCY: '0',
      ...more,
    });
    servers.push(server);
    return server;
  }

  /** On PostgreSQL a second server on another machine: it has a data folder of its own, with the same master key. */
  async function startAll(): Promise<ServerProcess[]> {
    const first = await startServer();
    if (name === 'SQLite') return [first];
    const folder = mkdtempSync(join(SCRATCH, 'boardgate-other-'));
    folders.push(folder);
    cpSync(keyFile(), join(folder, 'master.key'));
    return [first, await startServer({ BOARDGATE_DATA_DIR: folder })];
  }

  /** Uses all that is sealed, and makes more of it, until told to end. Every answer has to be the right one. */
  function load(urls: readonly string[]) {
    const pairs: { accessKey: string; secretKey: string }[] = [];
    const failures: string[] = [];
    let [isOver, requests] = [false, 0];
    const call = async (url: string, method: string, headers: Record<string, string>, body?: object) => {
      const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      const text = await answer.text();
      requests++;
      if (!answer.ok)
        failures.push(`${method} ${new URL(url).pathname.slice(0, 20)}: ${answer.status} ${text}`);
      return answer.ok ? JSON.parse(text) : undefined;
    };
    const any = () => urls[Math.floor(Math.random() * urls.length)] ?? '';
    const work = async () => {
      const { projects } = await call(`${any()}/v1/projects`, 'GET', AS_OPERATOR);
      const project = projects[0].id;
      while (!isOver) {
        const idempotency = { ...AS_OPERATOR, 'idempotency-key': randomBytes(8).toString('hex') };
        const made = await call(`${any()}/v1/projects/${project}/keys`, 'POST', idempotency, {});
        const again = await call(`${any()}/v1/projects/${project}/keys`, 'POST', idempotency, {});
        if (made?.secretKey !== again?.secretKey) failures.push('an answer that was kept is another one');
        if (made !== undefined) pairs.push(made);
        const { accessKey, secretKey } = pairs[Math.floor(Math.random() * pairs.length)] ?? made;
        const body = { accessKey, secretAccessKey: secretKey, lifespan: 60_000, role: 'admin' };
        const region = { region: 'us-sv', 'content-type': 'application/json' };
        await call(`${any()}/v5/tokens/teams`, 'POST', region, body);
        await call(`${any()}/v1/projects/${project}/webhook-secret`, 'GET', AS_OPERATOR);
        // Rotations have to get on as well.
        await setTimeout(20);
      }
    };
    const working = Promise.all([work(), work(), work()]);
    return {
      pairs,
      end: async () => {
        isOver = true;
        await working;
        return { requests, failures };
      },
    };
  }

  async function expectAllOpen(): Promise<void> {
    const { config } = loadConfig({
      BOARDGATE_DATA_DIR: at.dataDir,
      ...(at.databaseUrl && { BOARDGATE_DATABASE_URL: at.databaseUrl }),
    });
    const { database, vault } = await openConfigured(config);
    try {
      for (const { table, id, column, purposeOf } of SEALED_COLUMNS) {
        const rows = (await database.db.selectFrom(table).selectAll().execute()) as unknown as Record<
          string,
          string | null
        >[];
        for (const row of rows) {
          const [key, sealed] = [String(row[id]), row[column]];
          if (sealed === null || sealed === undefined) continue;
          if (table === 'settings' && !SEALED_SETTINGS.includes(key)) continue;
          expect([table, sealed.split('.')[0]]).toEqual([table, vault.keyId]);
          expect(vault.openIfWhole(sealed, purposeOf(key))).toBeDefined();
        }
      }
      const { rows } = { rows: await database.db.selectFrom('settings').select('name').execute() };
      const left = rows
        .map((row) => row.name)
        .filter((one) => one.startsWith('next-') || one.startsWith('master-key-of'));
      expect(left).toEqual([]);
    } finally {
      await database.close();
    }
  }

  test('under load fails no request, and leaves nothing that the old key opens', async () => {
    const running = await startAll();
    const old = readFileSync(keyFile(), 'utf8');
    const busy = load(running.map(({ url }) => url));
    while (busy.pairs.length < 5) await setTimeout(20);
    const said = await expectDone(boardgate(['master-key', 'rotate'], env()));
    expect(said).toMatch(/under the master key with the id [0-9a-f]{8} now\.\nIt is in .*master\.key/);
    const made = busy.pairs.length;
    while (busy.pairs.length < made + 5) await setTimeout(20);
    const { requests, failures } = await busy.end();
    expect(failures).toEqual([]);
    expect(requests).toBeGreaterThan(50);

    expect(readFileSync(keyFile(), 'utf8')).not.toBe(old);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    for (const folder of folders)
      expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe(readFileSync(keyFile(), 'utf8'));
    for (const server of servers.splice(0)) await server.stop();
    await expectAllOpen();
    // What was digested before is known after: the admin token, and the answer that was kept.
    const [again] = await startAll();
    expect((await fetch(`${again?.url}/v1/projects`, { headers: AS_OPERATOR })).status).toBe(200);
    expect((await boardgate(['doctor'], env())).stdout).toMatch(/master-key +ok\n(.*\n)*secret-keys +ok/);
    await again?.stop();
    writeFileSync(keyFile(), old);
    await expectRefused(
      boardgate(['keys', 'list'], env()),
      /the master key is not the one the stored secret keys/,
    );
  });

  test('goes on after being killed at any moment', async () => {
    const running = await startAll();
    const busy = load(running.map(({ url }) => url));
    while (busy.pairs.length < 5) await setTimeout(20);
    const began = performance.now();
    await expectDone(boardgate(['master-key', 'rotate'], env()));
    const tookMs = performance.now() - began;
    for (let kill = 1; kill <= 10; kill++) {
      const child = spawnBoardgate(['master-key', 'rotate'], env(), 'ignore');
      const ended = once(child, 'exit');
      await Promise.race([setTimeout((Math.random() * 0.7 + 0.3) * tookMs), ended]);
      child.kill('SIGKILL');
      await ended;
    }
    await expectDone(boardgate(['master-key', 'rotate'], env()));
    const { failures } = await busy.end();
    expect(failures).toEqual([]);
    for (const server of servers.splice(0)) await server.stop();
    await expectAllOpen();
  });

  test('a key from the environment is changed by the operator alone, and two rotations do not mix', async () => {
    const [old, next, other] = Array.from({ length: 3 }, () => randomBytes(32).toString('base64'));
    const withOld = { ...env(), BOARDGATE_MASTER_KEY: old };
    await expectDone(boardgate(['projects', 'create', 'school'], withOld));
    await expectDone(boardgate(['keys', 'create', '--project', 'school'], withOld));
    const rotate = (key: string | undefined, settings = withOld) =>
      boardgate(['master-key', 'rotate', '--new-key', '-'], settings, key);
    await expectRefused(
      boardgate(['master-key', 'rotate'], withOld),
      /comes from BOARDGATE_MASTER_KEY, which only you can change/,
    );
    await expectRefused(rotate('short'), /- is not a master key: it must hold 32 bytes in base64/);
    await expectRefused(rotate(old), /the new master key is the one in force/);
    await expectRefused(
      rotate(next, { ...env(), BOARDGATE_MASTER_KEY: other }),
      /the master key is not the one/,
    );
    expect(await expectDone(rotate(next))).toContain('Set BOARDGATE_MASTER_KEY to it on every server now');
    await expectRefused(
      boardgate(['keys', 'list'], withOld),
      /the master key is not the one the stored secret keys/,
    );
    expect(await expectDone(boardgate(['keys', 'list'], { ...env(), BOARDGATE_MASTER_KEY: next }))).toContain(
      'school',
    );
  });

  test('a rotation that is under way is ended first, and by one command at a time', async () => {
    const [old, next, other] = Array.from({ length: 3 }, () => randomBytes(32));
    const settings = { ...env(), BOARDGATE_MASTER_KEY: String(old?.toString('base64')) };
    await expectDone(boardgate(['projects', 'create', 'school'], settings));
    await expectDone(boardgate(['keys', 'create', '--project', 'school'], settings));
    const { config } = loadConfig(settings);
    const { database, vault } = await openConfigured(config);
    const rotate = (key?: Buffer) =>
      boardgate(
        ['master-key', 'rotate', ...(key ? ['--new-key', '-'] : [])],
        settings,
        key?.toString('base64'),
      );
    try {
      await withRotationLock(database, at.dataDir, async () => {
        await expectRefused(
          rotate(next),
          /another rotation of the master key is under way: wait for it to end/,
        );
      });
      await announceNext(database.db, vault, next as Buffer);
      const begun = new RegExp(
        `a rotation to the master key with the id ${vault.keyId} was begun: end that one first`,
      );
      await expectRefused(rotate(other), begun);
      expect(await expectDone(rotate())).toContain(`with the id ${vault.keyId} now`);
    } finally {
      await database.close();
    }
  });

  test('servers that could not follow are named before anything is changed', async () => {
    await expectDone(boardgate(['projects', 'create', 'school'], env()));
    const { config } = loadConfig(
      Object.fromEntries(Object.entries(env()).filter(([, value]) => value !== undefined)),
    );
    const { database, vault } = await openConfigured(config);
    const before = readFileSync(keyFile(), 'utf8');
    try {
      const seen = { started_at: Date.now(), seen_at: Date.now() + 3_600_000 };
      await database.db
        .insertInto('nodes')
        .values({ id: 'old', host: 'attic', version: '0.0.1', ...seen })
        .execute();
      await expectRefused(
        boardgate(['master-key', 'rotate'], env()),
        /the server on attic has version 0\.0\.1, and this command .*: upgrade it, or stop it and wait for half a minute/,
      );
      await database.db.deleteFrom('nodes').execute();
      if (database.kind === 'postgres') {
        await sql`create publication shared for table access_keys`.execute(database.db);
        await expectRefused(
          boardgate(['master-key', 'rotate'], env()),
          /the keys are shared with another region by replication/,
        );
      }
      expect(await isAnnounced(database.db)).toBe(false);
      expect(vault.keyId).toBe(keyIdOf(Buffer.from(before, 'base64')));
      expect(readFileSync(keyFile(), 'utf8')).toBe(before);
    } finally {
      await database.close();
    }
  });

  test('who starts with the new key before the end opens what the old one has sealed at the last moment', async () => {
    await expectDone(boardgate(['projects', 'create', 'school'], env()));
    const settings = Object.fromEntries(Object.entries(env()).filter(([, value]) => value !== undefined));
    const { config } = loadConfig(settings);
    const first = await openConfigured(config);
    const second = await openConfigured(config);
    const { db } = first.database;
    const next = randomBytes(32);
    try {
      await announceNext(db, second.vault, next);
      await putInForce(db, second.vault);
      const late = first.vault.seal('a secret', 'late-ak');
      const withNew = await openConfigured({ ...config, masterKey: next });
      expect(withNew.vault.open(late, 'late-ak')).toBe('a secret');
      await withNew.database.close();
      expect(
        (await boardgate(['doctor'], { ...env(), BOARDGATE_MASTER_KEY: next.toString('base64') })).stdout,
      ).toMatch(/sealed-values +warning +the master key is being rotated to the one with the id/);
      await forgetOld(db);
      const after = await openConfigured({ ...config, masterKey: next });
      expect(after.vault.openIfWhole(late, 'late-ak')).toBeUndefined();
      await after.database.close();
    } finally {
      await first.database.close();
      await second.database.close();
    }
  });

  test('no column with sealed values is forgotten', async () => {
    const server = await TestServer.start(async () => ({ ...at, remove: async () => {} }));
    try {
      await populate(server);
      const { db } = server.store.database;
      await keepDigestKey(db, server.store.vault, randomBytes(32));
      const found = new Set<string>();
      for (const [table, rows] of Object.entries(await server.everyRow()))
        for (const row of rows)
          for (const [column, value] of Object.entries(row))
            if (String(value).startsWith(`${server.store.vault.keyId}.`)) found.add(`${table}.${column}`);
      expect([...found].sort()).toEqual(
        SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort(),
      );
    } finally {
      await server.stop();
    }
  });
});
