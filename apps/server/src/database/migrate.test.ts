import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { DATABASES } from '../../test/support/databases.ts';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';

describe.each(DATABASES)('an upgrade on $name', ({ create }) => {
  test('from the first version keeps every row and tells of changes as a new database does', async () => {
    const at = await create();
    const old = await openDatabase(at);
    // Back to what the first version left behind: its tables, its rows, and nothing of later migrations.
    const { kind } = old;
    for (const table of [
      'console_sessions',
      'console_codes',
      'tasks',
      'webhook_deliveries',
      'file_removals',
      'revocations',
      'usage_hours',
      'key_activity',
      'audit',
      'settings',
      'rooms',
      'access_keys',
      'projects',
    ]) {
      await old.db.schema.dropTable(table).ifExists().execute();
    }
    if (kind === 'sqlite') await old.db.schema.dropTable('changes').execute();
    else {
      for (const name of ['announce_rows', 'announce_table', 'announce_abort', 'keep_audit']) {
        await sql`drop function ${sql.raw(`boardgate_${name}`)}`.execute(old.db);
      }
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
    await old.close();

    const database = await openDatabase(at);
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
    expect(await db.selectFrom('rooms').selectAll().execute()).toMatchObject([
      { uuid: 'r', is_ban: 1, writer_limit: 5 },
    ]);

    const heard: unknown[] = [];
    database.changes.subscribe((change) => heard.push(change));
    await db.updateTable('rooms').set({ is_ban: 0 }).where('uuid', '=', 'r').execute();
    database.changes.announce('rooms', 'r');
    expect(heard).toContainEqual({ table: 'rooms', id: 'r' });
    await database.close();
    await at.remove();
  });
});
