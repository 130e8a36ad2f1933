import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPostgres, type TestDatabase } from '../../test/support/databases.ts';
import { until } from '../../test/support/until.ts';
import type { ChangeFeed } from './change-feed.ts';
import { watchPostgres } from './postgres-feed.ts';
import { Writes } from './writes.ts';

let at: TestDatabase;
let feed: ChangeFeed;
let told: string[];
beforeEach(async () => {
  at = await createPostgres();
  told = [];
  feed = await watchPostgres(String(at.databaseUrl), new Writes(), (level, message) =>
    told.push(`${level}: ${message}`),
  );
  await until(() => feed.look() || undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await feed.close();
  await at.remove();
});

const connections = async (): Promise<number> => {
  const client = new pg.Client(String(at.databaseUrl));
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'boardgate'",
  );
  await client.end();
  return rows[0].count;
};

/** Trouble is told once, however long it lasts, and so is its end. */
async function expectHealed(reason: string, mend: () => void): Promise<void> {
  await until(() => told.length > 0 || undefined);
  expect(told).toEqual([
    `warn: changes by other servers are not heard (${reason}): nothing is remembered meanwhile`,
  ]);
  expect(feed.look()).toBe(false);
  mend();
  await until(() => feed.look() || undefined);
  await until(() => told.length > 1 || undefined);
  expect(told.slice(1)).toEqual(['info: changes by other servers are heard again']);
  await until(async () => ((await connections()) === 1 ? true : undefined));
}

test('a connection that answers but hears no notifications is replaced', async () => {
  const emit = pg.Client.prototype.emit;
  const deaf = vi.spyOn(pg.Client.prototype, 'emit').mockImplementation(function (this: pg.Client, ...given) {
    return given[0] === 'notification' ? true : Reflect.apply(emit, this, given);
  });
  await expectHealed('the connection hears no notifications', () => deaf.mockRestore());
});

test('a beat that PostgreSQL refuses does not end the beats', async () => {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const refusing = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    return String(given[0]).startsWith('select pg_notify')
      ? Promise.reject(new Error('too many notifications in the NOTIFY queue'))
      : Reflect.apply(query, this, given);
  } as never);
  await expectHealed('too many notifications in the NOTIFY queue', () => refusing.mockRestore());
});
