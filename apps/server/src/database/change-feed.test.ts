import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createPostgres, DATABASES } from '../../test/support/databases.ts';
import { TestServer } from '../../test/support/test-server.ts';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe.each(DATABASES)('word of changes on $name', ({ create }) => {
  test('comes for a change made by SQL on another connection, in every table', async () => {
    const server = await TestServer.start(create);
    const other = await server.openAgain();
    const room = await server.createRoom();
    const { changes } = server.store.database;
    const { db } = other.database;
    for (const change of [
      () => db.updateTable('rooms').set({ is_ban: 1 }).where('uuid', '=', room).execute(),
      () => db.updateTable('access_keys').set({ disabled_at: 1 }).execute(),
      () => db.updateTable('projects').set({ disabled_at: 1 }).execute(),
      () => db.deleteFrom('access_keys').execute(),
    ]) {
      const before = changes.version();
      await change();
      await until(() => changes.version() !== before);
    }
    await other.database.close();
    await server.stop();
  });

  test('does not come for a room that this server creates: it would empty every cache', async () => {
    const server = await TestServer.start(create);
    await server.settle();
    const before = server.store.database.changes.version();
    await server.createRoom();
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.store.database.changes.version()).toBe(before);
    await server.stop();
  });
});

test('on PostgreSQL a broken connection counts as a change, and the next one listens again', async () => {
  const at: { url?: string | undefined } = {};
  const server = await TestServer.start(async () => {
    const database = await createPostgres();
    at.url = database.databaseUrl;
    return database;
  });
  const admin = new pg.Client({ connectionString: at.url });
  await admin.connect();
  const { changes } = server.store.database;
  const before = changes.version();
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
  );
  // Once for the break, once for the new connection.
  await until(() => changes.version() >= before + 2);

  const listening = changes.version();
  await admin.query('update projects set disabled_at = 1');
  await until(() => changes.version() > listening);
  await admin.end();
  await server.stop();
  expect(changes.version()).toBeGreaterThan(listening);
});
