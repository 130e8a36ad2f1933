import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { createPostgres, DATABASES } from '../../test/support/databases.ts';
import { TestServer } from '../../test/support/test-server.ts';
import { until } from '../../test/support/until.ts';
import { type Change, EVERYTHING } from './change-feed.ts';

const isTrue = (condition: () => boolean) => until(() => condition() || undefined);

describe.each(DATABASES)('notices of changes on $name', ({ create }) => {
  let server: TestServer;
  let heard: Change[];
  beforeEach(async () => {
    server = await TestServer.start(create);
    await server.settle();
    await isTrue(() => server.store.database.changes.look());
    heard = [];
    const { kind, changes } = server.store.database;
    changes.subscribe((change) => {
      // PostgreSQL’s word, where it was long in coming, is followed by this one: so it is on a busy machine.
      if (kind === 'sqlite' || change !== EVERYTHING) heard.push(change);
    });
  });
  afterEach(() => server.stop());

  /** The changes announced after a write on another connection. */
  async function changesAfter(change: (db: TestServer['store']['database']['db']) => Promise<unknown>) {
    const other = await server.openAgain();
    heard.length = 0;
    await change(other.database.db);
    await isTrue(() => server.store.database.changes.look() && heard.length > 0);
    await other.database.close();
    return heard;
  }

  test('name the row that SQL on another connection changed, in every table', async () => {
    const room = await server.createRoom();
    const { accessKey, project } = server.acme;
    expect(
      await changesAfter((db) =>
        db.updateTable('rooms').set({ is_ban: 1 }).where('uuid', '=', room).execute(),
      ),
    ).toEqual([{ table: 'rooms', id: room }]);
    expect(
      await changesAfter((db) =>
        db.updateTable('access_keys').set({ disabled_at: 1 }).where('access_key', '=', accessKey).execute(),
      ),
    ).toEqual([{ table: 'access_keys', id: accessKey }]);
    expect(
      await changesAfter((db) =>
        db.updateTable('projects').set({ disabled_at: 1 }).where('id', '=', project.id).execute(),
      ),
    ).toEqual([{ table: 'projects', id: project.id }]);
    expect(
      await changesAfter((db) => db.deleteFrom('access_keys').where('access_key', '=', accessKey).execute()),
    ).toEqual([{ table: 'access_keys', id: accessKey }]);
    expect(
      await changesAfter((db) =>
        db
          .insertInto('revocations')
          .values({ id: 'key:a', scope: 'key', reason: '', created_at: 1 })
          .execute(),
      ),
    ).toEqual([{ table: 'revocations', id: 'key:a' }]);
  });

  test('names a task that begins to wait apart from the rows that caches hold, and no other task', async () => {
    const uuid = await server.startTask();
    await server.settle();
    const set = (db: TestServer['store']['database']['db'], values: { status?: string; priority?: number }) =>
      db.updateTable('tasks').set(values).where('uuid', '=', uuid).execute();
    const stored = await changesAfter(async (db) => {
      await set(db, { priority: 1 });
      await set(db, { status: 'Converting' });
      const row = await db.selectFrom('tasks').selectAll().executeTakeFirstOrThrow();
      await db
        .insertInto('tasks')
        .values({ ...row, uuid: 'running' })
        .execute();
      await db
        .insertInto('tasks')
        .values({ ...row, uuid: 'new', status: 'Waiting' })
        .execute();
    });
    expect(stored.map(({ table }) => table)).toEqual(['waiting_tasks']);
    const givenBack = await changesAfter((db) => set(db, { status: 'Waiting' }));
    expect(givenBack.map(({ table }) => table)).toEqual(['waiting_tasks']);
  });

  test('of very many changes at once says only that there were', async () => {
    const rooms = Array.from({ length: 1001 }, (_, at) => ({
      uuid: String(at).padStart(32, '0'),
      project_id: server.acme.project.id,
      name: '',
      is_record: 0,
      is_ban: 0,
      writer_limit: 0,
      created_at: at,
    }));
    await server.store.database.db.insertInto('rooms').values(rooms).execute();
    const changes = await changesAfter((db) => db.updateTable('rooms').set({ is_ban: 1 }).execute());
    expect(changes).toHaveLength(1);
    expect(changes[0]?.id).toBeUndefined();
  });

  test('are not sent for a room that this server creates: nobody can have cached it', async () => {
    await server.createRoom();
    await server.settle();
    expect(heard.filter(({ table }) => table !== 'revocations')).toEqual([]);
  });

  test('come synchronously for changes by this server', async () => {
    await server.store.database.db.updateTable('projects').set({ disabled_at: 1 }).execute();
    server.store.database.changes.announce('projects', server.acme.project.id);
    expect(heard).toContainEqual({ table: 'projects', id: server.acme.project.id });
  });
});

test('on SQLite a rollback hides no later change', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const other = await server.openAgain();
  const { changes, db } = server.store.database;
  const ban = (at: typeof db, uuid: string) =>
    at.updateTable('rooms').set({ is_ban: 1 }).where('uuid', '=', uuid).execute();
  const [first, second, third] = [
    await server.createRoom(),
    await server.createRoom(),
    await server.createRoom(),
  ];
  await new Promise(setImmediate);
  changes.look();
  await ban(other.database.db, first);
  const rolledBack = db.transaction().execute(async (trx) => {
    await ban(trx, second);
    await new Promise(setImmediate);
    changes.look();
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');

  const heard: Change[] = [];
  changes.subscribe((change) => heard.push(change));
  await ban(other.database.db, third);
  await new Promise(setImmediate);
  changes.look();
  expect(heard).toContainEqual({ table: 'rooms', id: third });
  await other.database.close();
  await server.stop();
});

test('on SQLite a log that grew too far without being read counts as a change of everything', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const heard: Change[] = [];
  server.store.database.changes.subscribe((change) => heard.push(change));
  const other = await server.openAgain();
  await sql`insert into changes (seq, table_name, row_id) values (20001, 'rooms', 'x')`.execute(
    other.database.db,
  );
  await new Promise(setImmediate);
  server.store.database.changes.look();
  expect(heard).toEqual([EVERYTHING]);
  await other.database.close();
  await server.stop();
});

test('on PostgreSQL silence counts as a change, though the connection holds: what was sent meanwhile may be lost', async () => {
  const server = await TestServer.start(createPostgres);
  const { changes } = server.store.database;
  await isTrue(() => changes.look());
  const heard: Change[] = [];
  changes.subscribe((change) => heard.push(change));
  const now = performance.now.bind(performance);
  // The last beat is older than caches are trusted. The next one is as young as ever.
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + 2000);
  expect(changes.look()).toBe(false);
  expect(heard).toEqual([]);
  await isTrue(() => changes.look());
  expect(heard).toEqual([EVERYTHING]);
  clock.mockRestore();
  await server.stop();
});

test('on PostgreSQL a broken connection counts as a change, caches are unused meanwhile, and it listens again', async () => {
  const at: { url?: string | undefined } = {};
  const server = await TestServer.start(async () => {
    const database = await createPostgres();
    at.url = database.databaseUrl;
    return database;
  });
  const admin = new pg.Client({ connectionString: at.url });
  await admin.connect();
  const { changes } = server.store.database;
  await isTrue(() => changes.look());
  const heard: Change[] = [];
  changes.subscribe((change) => heard.push(change));
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%boardgate_beat%' and pid <> pg_backend_pid()",
  );
  await isTrue(() => !changes.look());
  await isTrue(() => changes.look());
  expect(heard).toContainEqual(EVERYTHING);

  heard.length = 0;
  await admin.query('update projects set disabled_at = 1');
  await isTrue(() => heard.some(({ table }) => table === 'projects'));
  await admin.end();
  await server.stop();
});

describe('on PostgreSQL, a role that may only connect', () => {
  let server: TestServer;
  let stranger: pg.Client;
  beforeEach(async () => {
    server = await TestServer.start(createPostgres);
    const { db } = server.store.database;
    const name = `stranger_${randomBytes(4).toString('hex')}`;
    await sql`create role ${sql.id(name)} login password 'stranger'`.execute(db);
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
    const url = new URL(inject('postgresUrl'));
    url.username = name;
    url.password = 'stranger';
    url.pathname = `/${rows[0]?.name}`;
    stranger = new pg.Client(url.href);
    await stranger.connect();
  });
  afterEach(async () => {
    const { user } = stranger;
    await stranger.end();
    await sql`drop role ${sql.id(user ?? '')}`.execute(server.store.database.db);
    await server.stop();
  });

  const heardAfter = async (act: () => Promise<unknown>): Promise<Change[]> => {
    const heard: Change[] = [];
    server.store.database.changes.subscribe((change) => heard.push(change));
    await act();
    await server.settle();
    return heard.filter(({ id }) => id !== 'marker');
  };

  test('is not heard', async () => {
    const heard = await heardAfter(async () => {
      for (const channel of ['boardgate_changes', 'boardgate', 'changes'])
        await stranger.query('select pg_notify($1, $2)', [channel, 'projects']);
    });
    expect(heard).toEqual([]);
  });

  test('finds the name of the channel nowhere', async () => {
    const { rows } = await sql<{ value: string }>`
      select value from settings where name = 'change-channel'`.execute(server.store.database.db);
    const channel = rows[0]?.value ?? '';
    expect(channel).toMatch(/^boardgate_[0-9a-f]{32}$/);
    await expect(stranger.query('select * from settings')).rejects.toThrow('permission denied');
    const seen = await Promise.all(
      [
        'select prosrc from pg_proc',
        'select query from pg_stat_activity',
        'select pg_listening_channels()',
      ].map(async (query) => JSON.stringify((await stranger.query(query)).rows)),
    );
    for (const text of seen) expect(text).not.toContain(channel);
  });

  test('what no trigger of ours sends is not heard, were the name known', async () => {
    const { db } = server.store.database;
    const heard = await heardAfter(async () => {
      for (const payload of [
        '',
        'nonsense',
        'audit:1',
        ':x',
        'rooms:',
        `rooms:${'x'.repeat(600)}`,
        'constructor',
      ])
        await sql`select pg_notify(value, ${payload}) from settings where name = 'change-channel'`.execute(
          db,
        );
    });
    expect(heard).toEqual([]);
  });
});
