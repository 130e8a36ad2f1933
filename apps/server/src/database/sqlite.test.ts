import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabaseAt } from '../../test/support/open-database.ts';
import type { Database } from './database.ts';

describe('two connections to one SQLite file', () => {
  let dataDir: string;
  let one: Database;
  let other: Database;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'boardgate-test-sqlite-'));
    one = await openDatabaseAt({ dataDir, databaseUrl: undefined });
    other = await openDatabaseAt({ dataDir, databaseUrl: undefined });
  });

  afterEach(async () => {
    await one.close();
    await other.close();
    await rm(dataDir, { recursive: true });
  });

  const write = ({ db }: Pick<Database, 'db'>, name: string) =>
    db.insertInto('settings').values({ name, value: 'x' }).execute();
  const names = async () =>
    (await one.db.selectFrom('settings').select('name').orderBy('name').execute()).map(({ name }) => name);

  test.each([
    ['a statement', () => write(other, 'b')],
    ['a transaction', () => other.db.transaction().execute((trx) => write({ db: trx }, 'b'))],
  ])('%s waits for the other’s transaction without blocking the process', async (_what, work) => {
    let isWritten = false;
    let waiting: Promise<unknown> = Promise.resolve();
    await one.db.transaction().execute(async (trx) => {
      await write({ db: trx }, 'a');
      waiting = work().then(() => {
        isWritten = true;
      });
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(isWritten).toBe(false);
    });
    await waiting;
    expect(await names()).toEqual(['a', 'b']);
  });

  test('any other failure is immediate', async () => {
    await write(one, 'a');
    await expect(write(other, 'a')).rejects.toThrow('UNIQUE');
  });
});
