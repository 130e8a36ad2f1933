import { type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { EMPTY_DATABASES } from '../../test/support/databases.ts';
import { openDatabaseAt } from '../../test/support/open-database.ts';
import { RoomSearch } from '../rooms/room-search.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Schema } from './schema.ts';

/** The rooms with each name. */
const MANY = 401;

async function insertMany(db: Kysely<Schema>, names: readonly string[]): Promise<void> {
  for (let number = 0; number < MANY; number++) {
    const rows = names.map((name, at) => sql`(${`${number}-${at}`}, 'p', ${name}, 0, 0, 0, ${4 + number})`);
    await sql`insert into rooms values ${sql.join(rows)}`.execute(db);
  }
}

describe.each(EMPTY_DATABASES)('an upgrade on $name', ({ create }) => {
  test('from the first version keeps every row and tells of changes as a new database does', async () => {
    const at = await create();
    const old = await openDatabaseAt(at);
    // Restores what the first version left behind: its tables and rows, without later migrations.
    const { kind } = old;
    for (const table of [
      'console_sessions',
      'console_codes',
      'activity',
      'nodes',
      'tasks',
      'webhook_deliveries',
      'file_removals',
      'deleted_keys',
      'revocations',
      'usage_hours',
      'key_activity',
      'audit',
      'settings',
      'room_names',
      'rooms',
      'access_keys',
      'room_counts',
      'idempotent_answers',
      'operators',
      'audit_repeats',
      'projects',
    ]) {
      await old.db.schema.dropTable(table).ifExists().execute();
    }
    if (kind === 'sqlite') await old.db.schema.dropTable('changes').execute();
    else {
      for (const name of [
        'announce_rows',
        'announce_table',
        'announce_abort',
        'announce_waiting',
        'announce_replicated',
        'keep_audit',
        'name_parts',
      ]) {
        await sql`drop function ${sql.raw(`boardgate_${name}`)}`.execute(old.db);
      }
      await sql`create schema boardgate_jobs`.execute(old.db);
      await sql`create table boardgate_jobs.job (id text)`.execute(old.db);
    }
    await sql`delete from kysely_migration where name <> '0001-projects-keys-rooms'`.execute(old.db);
    await MIGRATIONS['0001-projects-keys-rooms']?.(old.db as never, kind);
    await sql`insert into projects (id, team_uuid, name, created_at) values ('p', 't', 'school', 1)`.execute(
      old.db,
    );
    await sql`insert into access_keys (access_key, project_id, secret_key, created_at) values ('ak', 'p', 's', 2)`.execute(
      old.db,
    );
    await sql`insert into rooms values ('r', 'p', 'room', 0, 1, 5, 3)`.execute(old.db);
    await insertMany(old.db, ['Room 1', 'ÜBER 100%_\\', '数学', 'Σχολείο ΟΔΟΣ', 'Кабинет '.repeat(200)]);
    await old.close();

    const database = await openDatabaseAt(at);
    const { db } = database;
    expect(await db.selectFrom('projects').selectAll().execute()).toEqual([
      {
        id: 'p',
        team_uuid: 't',
        name: 'school',
        created_at: 1,
        disabled_at: null,
        policy: null,
        webhook_secret: null,
      },
    ]);
    expect(await db.selectFrom('access_keys').selectAll().execute()).toEqual([
      {
        access_key: 'ak',
        project_id: 'p',
        secret_key: 's',
        created_at: 2,
        disabled_at: null,
        name: null,
        expires_at: null,
        is_imported: 1,
      },
    ]);
    expect(await db.selectFrom('rooms').selectAll().where('uuid', '=', 'r').execute()).toMatchObject([
      {
        uuid: 'r',
        project_id: 'p',
        name: 'room',
        is_record: 0,
        is_ban: 1,
        writer_limit: 5,
        created_at: 3,
        folded_name: null,
      },
    ]);
    expect(await db.selectFrom('room_counts').selectAll().execute()).toEqual([
      { project_id: 'p', rooms: MANY * 5 + 1, newest_at: MANY + 3 },
    ]);
    // More rooms than one statement takes; each is found by its own name, and by no other's.
    const search = new RoomSearch(database);
    const found = async (text: string) =>
      (await search.list({ search: text }, 10_000)).map(({ name }) => name.slice(0, 6));
    expect((await found('')).length).toBe(MANY * 5 + 1);
    expect(await found('über 100%_')).toEqual(new Array(MANY).fill('ÜBER 1'));
    expect(await found('ΣΧΟΛΕΊΟ οδο')).toEqual(new Array(MANY).fill('Σχολεί'));
    expect(await found('数')).toEqual(new Array(MANY).fill('数学'));
    expect(await found('кабинет кабинет')).toEqual(new Array(MANY).fill('Кабине'));
    expect(await found('ROOM')).toEqual([...new Array(MANY).fill('Room 1'), 'room']);

    const tables = await db.introspection.getTables();
    expect(tables.filter(({ schema }) => schema === 'boardgate_jobs')).toEqual([]);

    const heard: unknown[] = [];
    database.changes.subscribe((change) => heard.push(change));
    await db.updateTable('rooms').set({ is_ban: 0 }).where('uuid', '=', 'r').execute();
    database.changes.announce('rooms', 'r');
    expect(heard).toContainEqual({ table: 'rooms', id: 'r' });
    await database.close();
    await at.remove();
  });
});
