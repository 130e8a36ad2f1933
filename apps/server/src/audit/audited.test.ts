import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OPERATOR, SERVERS, type TestServer } from '../../test/support/test-server.ts';
import { until } from '../../test/support/until.ts';
import { nextTurn } from '../base/next-turn.ts';
import type { Database } from '../database/database.ts';
import { audited } from './audit.ts';

describe.each(SERVERS)('management actions on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  test('run one at a time on all servers, so that each finds what the one before has left', async () => {
    const { database } = server.store;
    const other = await server.openAgain();
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const order: string[] = [];
    const first = audited(database, OPERATOR, 1, async () => {
      begun.resolve();
      await gate.promise;
      order.push('first');
    });
    await begun.promise;
    const second = audited(other.database, OPERATOR, 2, async () => void order.push('second'));
    await Promise.race([second, waiterFor(database)]);
    gate.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    await other.database.close();
  });
});

/** Resolves once an action waits for another to end. */
async function waiterFor({ db, kind }: Database): Promise<void> {
  // SQLite runs in this process: within a turn it has begun the transaction or found it locked.
  if (kind === 'sqlite') return await nextTurn();
  const waiters = sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`;
  await until(async () => (await waiters.execute(db)).rows[0]);
}
