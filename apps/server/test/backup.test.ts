import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Backup } from '../src/backup/read-backup.ts';
import { restore } from '../src/backup/restore.ts';
import { writeBackup } from '../src/backup/write-backup.ts';
import type { CopiedTable, Row } from '../src/database/copied-tables.ts';
import { copyDatabase } from '../src/database/copy-database.ts';
import { withSnapshot } from '../src/database/snapshot.ts';
import { resultsFolder } from '../src/results/stored-files.ts';
import { masterKeyPath } from '../src/secrets/master-key.ts';
import { DATABASES, EMPTY_DATABASES, type TestDatabase } from './support/databases.ts';
import { type Population, populate } from './support/populated.ts';
import { OPERATOR, TestServer } from './support/test-server.ts';

const noReport = () => {};

/** The rows of every table that is copied, in an order of their own. */
async function contentOf(config: Parameters<typeof withSnapshot>[0]): Promise<Record<string, Row[]>> {
  return await withSnapshot(config, async (snapshot) => {
    const content: Record<string, Row[]> = {};
    for (const table of snapshot.tables) content[table.name] = await allRows(snapshot.rows(table));
    return content;
  });
}

async function allRows(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

async function lastAuditIdOf({ store }: TestServer): Promise<number> {
  const { id } = await store.database.db
    .selectFrom('audit')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return id;
}

const DIRECTIONS = DATABASES.flatMap((from) => EMPTY_DATABASES.map((to) => ({ from, to })));

describe.each(DIRECTIONS)('from $from.name to $to.name', ({ from, to }) => {
  let server: TestServer;
  let population: Population;
  let target: TestDatabase;
  const others: TestDatabase[] = [];
  beforeEach(async () => {
    server = await TestServer.start(from.create);
    population = await populate(server);
    target = await to.create();
  });
  afterEach(async () => {
    await server.stop();
    await target.remove();
    for (const other of others.splice(0)) await other.remove();
  });

  const targetConfig = () => ({ ...server.config, dataDir: target.dataDir, databaseUrl: target.databaseUrl });

  async function backUp(withMasterKey = true): Promise<string> {
    const path = join(target.dataDir, 'backup.zip');
    await withSnapshot(server.config, (snapshot) =>
      writeBackup(snapshot, {
        path,
        version: '1.2.3',
        now: server.clock.now,
        masterKeyId: server.store.vault.keyId,
        masterKey: withMasterKey ? readFileSync(masterKeyPath(server.dataDir), 'utf8') : undefined,
        resultsFolder: resultsFolder(server.dataDir),
        report: noReport,
      }),
    );
    return path;
  }

  async function restoreFrom(path: string) {
    const backup = await Backup.open(path);
    try {
      return await restore(backup, targetConfig(), noReport);
    } finally {
      backup.close();
    }
  }

  /** A server on what was restored answers as the one that was backed up. */
  async function expectTheSameServer(): Promise<void> {
    const { openRoom, bannedRoom, task, result, goodToken, revokedToken, deletedKey, operatorToken } =
      population;
    const last = await lastAuditIdOf(server);
    const copy = await TestServer.continue(server, target);
    try {
      const get = (room: string, token: string) => copy.call('GET', `/v5/rooms/${room}`, { token });
      for (const [room, token] of [
        [openRoom, goodToken],
        [openRoom, revokedToken],
        [bannedRoom, server.roomToken(bannedRoom)],
      ] as const) {
        const [here, there] = [
          await server.call('GET', `/v5/rooms/${room}`, { token }),
          await get(room, token),
        ];
        expect([there.statusCode, there.json()]).toEqual([here.statusCode, here.json()]);
      }
      expect((await get(openRoom, goodToken)).statusCode).toBe(200);
      expect((await get(openRoom, revokedToken)).statusCode).toBe(403);
      expect((await copy.manage('GET', `/v1/keys/${deletedKey}`)).statusCode).toBe(404);
      const listed = await copy.manage('GET', '/v1/projects', undefined, `Bearer ${operatorToken}`);
      expect(listed.statusCode).toBe(200);
      const search = await copy.manage('GET', `/v1/rooms?search=${openRoom.slice(0, 8)}`);
      expect((search.json() as { rooms: object[] }).rooms).toHaveLength(1);
      expect((await copy.manage('GET', `/v1/tasks/${task}`)).statusCode).toBe(200);
      expect((await copy.call('GET', `/files/${result.key}`)).body).toBe(result.content);
      expect(await copy.createRoom()).toMatch(/^[0-9a-f]{32}$/);
      await copy.store.keys.create(server.acme.project, OPERATOR);
      expect(await lastAuditIdOf(copy)).toBe(last + 1);
    } finally {
      await copy.app.close();
      await copy.store.database.close();
    }
  }

  test('what is restored is the same, row by row, and serves', async () => {
    const before = await contentOf(server.config);
    for (const [table, rows] of Object.entries(before))
      expect([table, rows.length > 0]).toEqual([table, true]);
    const path = await backUp();
    expect(await restoreFrom(path)).toEqual({ files: 1, hasMasterKey: true });
    expect(await contentOf(targetConfig())).toEqual(before);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(masterKeyPath(target.dataDir)).mode & 0o777).toBe(0o600);
    expect(readdirSync(server.dataDir).filter((name) => name.startsWith('snapshot-'))).toEqual([]);
    expect(readdirSync(target.dataDir).filter((name) => name.startsWith('restore-'))).toEqual([]);
    await expectTheSameServer();
  });

  test('a backup is of one moment, though rooms are made meanwhile', async () => {
    let isOver = false;
    const making = (async () => {
      while (!isOver) await server.createRoom();
    })();
    const path = await backUp();
    isOver = true;
    await making;
    await restoreFrom(path);
    const { rooms = [], room_counts: counts = [] } = await contentOf(targetConfig());
    const counted = counts.reduce((sum, row) => sum + Number(row.at(-1)), 0);
    expect(counted).toBe(rooms.length);
  });

  test('a copy, and the copy of it in the first kind of database, are the same', async () => {
    const before = await contentOf(server.config);
    await copyDatabase(server.config, targetConfig(), noReport);
    expect(await contentOf(targetConfig())).toEqual(before);
    const back = await EMPTY_DATABASES[from.name === 'SQLite' ? 0 : 1].create();
    others.push(back);
    await copyDatabase(targetConfig(), { ...server.config, ...back }, noReport);
    expect(await contentOf({ ...server.config, ...back })).toEqual(before);
  });

  test('nothing is put into a place that is not empty', async () => {
    const path = await backUp();
    await restoreFrom(path);
    const before = await contentOf(targetConfig());
    await expect(restoreFrom(path)).rejects.toThrow(/exists|is not empty/);
    await expect(copyDatabase(server.config, targetConfig(), noReport)).rejects.toThrow(
      /exists|is not empty/,
    );
    expect(await contentOf(targetConfig())).toEqual(before);
  });

  test('where a row cannot be stored, nothing is', async () => {
    const path = await backUp();
    const backup = await Backup.open(path);
    const broken = Object.assign(Object.create(Backup.prototype) as Backup, {
      manifest: backup.manifest,
      masterKey: () => backup.masterKey(),
      fileKeys: () => backup.fileKeys(),
      extract: (entry: string, to: string) => backup.extract(entry, to),
      rows: async function* (table: CopiedTable) {
        yield* backup.rows(table);
        if (table.name === 'audit') throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
      },
    });
    await expect(restore(broken, targetConfig(), noReport)).rejects.toThrow('nothing was restored');
    backup.close();
    expect(readdirSync(target.dataDir).sort()).toEqual(['backup.zip', 'start.lock']);
    expect(await restoreFrom(path)).toEqual({ files: 1, hasMasterKey: true });
  });

  test('a backup without the master key says which one it needs, and takes no other', async () => {
    const path = await backUp(false);
    const { masterKeyId } = (await Backup.open(path)).manifest;
    expect(masterKeyId).toBe(server.store.vault.keyId);
    const backup = await Backup.open(path);
    const other = { ...targetConfig(), masterKey: Buffer.alloc(32, 7) };
    await expect(restore(backup, other, noReport)).rejects.toThrow(
      `need the master key with the id ${masterKeyId}`,
    );
    expect((await restore(backup, targetConfig(), noReport)).hasMasterKey).toBe(false);
    expect(existsSync(masterKeyPath(target.dataDir))).toBe(false);
    await copyFile(masterKeyPath(server.dataDir), masterKeyPath(target.dataDir));
    await expectTheSameServer();
  });
});

describe('a file that is not a whole backup', () => {
  let server: TestServer;
  let path: string;
  beforeEach(async () => {
    server = await TestServer.start(DATABASES[0].create);
    await populate(server);
    path = join(server.dataDir, 'backup.zip');
    await withSnapshot(server.config, (snapshot) =>
      writeBackup(snapshot, {
        path,
        version: '1.2.3',
        now: server.clock.now,
        masterKeyId: server.store.vault.keyId,
        masterKey: undefined,
        resultsFolder: resultsFolder(server.dataDir),
        report: noReport,
      }),
    );
  });
  afterEach(() => server.stop());

  /** What a backup says and holds, read in whole. */
  async function readAll(file: string): Promise<unknown> {
    const backup = await Backup.open(file);
    try {
      const { manifest } = backup;
      const rows = [];
      for (const table of manifest.tables) rows.push(await allRows(backup.rows(table)));
      return [manifest, rows, backup.fileKeys()];
    } finally {
      backup.close();
    }
  }

  test('a changed byte is found, or changes nothing that is read', async () => {
    const [whole, asItWas] = [readFileSync(path), await readAll(path)];
    const changed = join(server.dataDir, 'changed.zip');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ by;
        writeFileSync(changed, bytes);
        const read = await readAll(changed).catch((error: Error) => error.message);
        if (typeof read === 'string')
          expect(read).toMatch(/changed\.zip is not a whole backup, and nothing was restored: /);
        else expect(read).toEqual(asItWas);
      }),
      { numRuns: 300 },
    );
  });

  test('a file that is cut off anywhere is refused', async () => {
    const whole = readFileSync(path);
    const cut = join(server.dataDir, 'cut.zip');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        writeFileSync(cut, whole.subarray(0, length));
        await expect(Backup.open(cut)).rejects.toThrow('is not a whole backup, and nothing was restored');
      }),
      { numRuns: 100 },
    );
  });
});

test('every table of ours is copied, but those that each database makes for itself', async () => {
  const at = await DATABASES[0].create();
  try {
    const server = await TestServer.start(async () => at);
    const { db } = server.store.database;
    const all = (await db.introspection.getTables()).map(({ name }) => name);
    const copied = await withSnapshot(server.config, async ({ tables }) => tables.map(({ name }) => name));
    expect(all.filter((name) => !copied.includes(name) && !name.startsWith('room_names'))).toEqual([
      'changes',
      'nodes',
    ]);
    await server.stop();
  } finally {
    await at.remove();
  }
});
