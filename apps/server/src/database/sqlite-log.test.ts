import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteFile, sqlitePath } from './sqlite.ts';
import { SqliteLog } from './sqlite-log.ts';

const LIMIT_BYTES = 1_000_000;

/** Reads the first row of a table, and never the others. */
const READER = `
  const { DatabaseSync } = require('node:sqlite');
  const rows = new DatabaseSync(process.argv[1]).prepare('select * from t').iterate();
  rows.next();
  console.log('reading');
  setInterval(() => rows, 1000);
`;

let dataDir: string;
let sqlite: DatabaseSync;
let reports: string[];
let log: SqliteLog;
let reader: ChildProcess | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'boardgate-log-'));
  sqlite = openSqliteFile(dataDir);
  sqlite.exec('create table t (x)');
  write(2);
  reports = [];
  log = new SqliteLog(sqlite, (_level, message) => reports.push(message), LIMIT_BYTES);
});
afterEach(async () => {
  await endReader();
  sqlite.close();
  rmSync(dataDir, { recursive: true });
});

/** Rows of 100 kB each. */
function write(rows: number): void {
  for (let row = 0; row < rows; row++) sqlite.exec('insert into t values (zeroblob(100000))');
}

async function startReader(): Promise<number | undefined> {
  reader = spawn(process.execPath, ['--eval', READER, sqlitePath(dataDir)]);
  if (reader.stdout !== null) await once(reader.stdout, 'data');
  return reader.pid;
}

async function endReader(): Promise<void> {
  if (reader === undefined) return;
  const ended = once(reader, 'exit');
  reader.kill('SIGKILL');
  await ended;
  reader = undefined;
}

test('a log that a reader keeps from being emptied is told of once, with who reads', async () => {
  const pid = await startReader();
  write(5);
  await log.look();
  expect(reports).toEqual([]);
  write(10);
  await log.look();
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatch(/^the database’s write-ahead log has \d+ MiB and cannot be emptied, because /);
  expect(reports[0]).toContain(`(process ${pid})`);
  await log.look();
  expect(reports).toHaveLength(1);
});

test('once nobody reads the log is emptied, and the next reader is told of again', async () => {
  await startReader();
  write(15);
  await log.look();
  await endReader();
  await log.look();
  expect(log.bytes).toBe(0);
  await log.look();
  await startReader();
  write(15);
  await log.look();
  expect(reports).toHaveLength(2);
});

test('a log that nobody holds is emptied without a word', async () => {
  sqlite.exec('pragma wal_autocheckpoint = 0');
  write(15);
  expect(log.isTooLarge).toBe(true);
  await log.look();
  expect([log.bytes, reports]).toEqual([0, []]);
});
