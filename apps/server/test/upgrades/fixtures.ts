import type { Kysely } from 'kysely';

/** When everything happened. */
export const THEN = Date.UTC(2026, 0, 2);
export const MASTER_KEY = Buffer.alloc(32, 'fixture');
export const PROJECT = 'FixtureProject';
export const PAIR = { accessKey: 'fixture-ak', secretKey: 'fixture-secret-key' };
export const DISABLED_PAIR = { accessKey: 'disabled-ak', secretKey: 'disabled-secret-key' };
export const ROOM = '0123456789abcdef0123456789abcdef';
export const BANNED_ROOM = 'fedcba9876543210fedcba9876543210';
/** Its tokens issued until then are revoked. */
export const REVOKED_ROOM = '00000000111111112222222233333333';
export const TASK = '44444444555555556666666677777777';
/** An SDK token of the pair, which never expires, and which was revoked. */
export const REVOKED_TOKEN =
  'NETLESSSDK_YWs9Zml4dHVyZS1hayZub25jZT1mYjJkODAwMC1lNzZkLTExZjAtYjA2ZC01ZDcxYjQwOTVhODcmcm9sZT0wJnNpZz00MmU3MTUxMWE2NTNkZTVlNzM5OTBmNmYwNjIzZTkyNDhkYTZkZmZlMDFjYmFhNjIyMWRmZGMzMGViYmUyMjE5';

/** Sealed once and never again: whoever changes how values are sealed has to open these still. */
const SEALED_KEY = 'b56355cf.NqvwqTQIDqDHKMaTsYXPuMZugkXBpQj3wPtNQOY2c9Xp9OS_HT-y0xww7dHA0Q';
const SEALED_DISABLED_KEY = 'b56355cf.i_0vKK3ZvnxjKCoKxK3GBRdibQ8A_n0FeCZkQGncg2JyEnlupNRIXF1odI7MTwk';
const SEALED_WEBHOOK_SECRET = 'b56355cf.lFjACtP_PbJMbar_YhoN__8bqEhdRPOxLe-RooyWUiqzt_6o0z8ofTdH';

type Row = Readonly<Record<string, string | number | null>>;

/** Writes rows with what the released columns are called; the living schema may have other ones. */
async function insert(db: Kysely<unknown>, table: string, ...rows: readonly Row[]): Promise<void> {
  const anyDb = db as Kysely<Record<string, Row>>;
  for (const row of rows) await anyDb.insertInto(table).values(row).execute();
}

async function insertOnce(db: Kysely<unknown>, table: string, row: Row): Promise<void> {
  const anyDb = db as Kysely<Record<string, Row>>;
  await anyDb
    .insertInto(table)
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function set(db: Kysely<unknown>, table: string, [key, id]: readonly [string, string], values: Row) {
  const anyDb = db as Kysely<Record<string, Row>>;
  await anyDb.updateTable(table).set(values).where(key, '=', id).execute();
}

/**
 * What a server of each version may have stored: a function for each migration fills the tables and columns that it brought. A version's
 * database is filled by all up to its own. `null` = the migration brought none.
 */
export const FIXTURES: Readonly<Record<string, ((db: Kysely<unknown>) => Promise<void>) | null>> = {
  '0001-projects-keys-rooms': async (db) => {
    const project = { team_uuid: 'fixture-team', created_at: THEN };
    await insert(
      db,
      'projects',
      { ...project, id: PROJECT, name: 'school', disabled_at: null },
      { ...project, id: 'ClosedProject_', name: 'closed', disabled_at: THEN + 1 },
    );
    const key = { project_id: PROJECT, secret_key: SEALED_KEY, created_at: THEN };
    await insert(
      db,
      'access_keys',
      { ...key, access_key: PAIR.accessKey, disabled_at: null },
      { ...key, access_key: DISABLED_PAIR.accessKey, secret_key: SEALED_DISABLED_KEY, disabled_at: THEN + 1 },
    );
    const room = { project_id: PROJECT, name: 'Room 1', is_record: 0, is_ban: 0, writer_limit: 0 };
    await insert(
      db,
      'rooms',
      { ...room, uuid: ROOM, created_at: THEN + 1 },
      { ...room, uuid: BANNED_ROOM, name: 'ÜBER 数学', is_ban: 1, created_at: THEN + 2 },
      { ...room, uuid: REVOKED_ROOM, is_record: 1, writer_limit: 5, created_at: THEN + 3 },
    );
  },
  '0002-operations': async (db) => {
    await set(db, 'projects', ['id', PROJECT], { policy: '{"permanentTokens":"allow"}' });
    await set(db, 'access_keys', ['access_key', 'disabled-ak'], { name: 'old', expires_at: THEN + 2 });
    await insert(db, 'settings', { name: 'master-key-id', value: 'b56355cf' });
    const none = {
      project_id: PROJECT,
      access_key: null,
      nonce: null,
      issued_before: null,
      expires_at: null,
    };
    await insert(
      db,
      'revocations',
      {
        ...none,
        id: 'token:ec095ff2ldg6kBsk38q4jtQtZGJg_8',
        scope: 'token',
        access_key: PAIR.accessKey,
        nonce: 'fb2d8000-e76d-11f0-b06d-5d71b4095a87',
        reason: 'leaked',
        created_at: THEN + 4,
      },
      {
        ...none,
        id: `room:${REVOKED_ROOM}`,
        scope: 'room',
        issued_before: THEN + 10,
        expires_at: THEN + 1e12,
        reason: '',
        created_at: THEN + 5,
      },
    );
    const use = { access_key: PAIR.accessKey, project_id: PROJECT };
    await insert(db, 'usage_hours', {
      ...use,
      kind: 'room',
      role: 'writer',
      hour: THEN,
      issued: 3,
      refused: 2,
    });
    await insert(db, 'key_activity', {
      access_key: PAIR.accessKey,
      last_used_at: THEN + 6,
      tokens_issued: 3,
    });
    await insert(db, 'audit', {
      at: THEN + 7,
      actor: 'admin',
      address: '192.0.2.1',
      action: 'project.update',
      subject: PROJECT,
      project_id: PROJECT,
      before: '{"policy":null}',
      after: '{"policy":{"permanentTokens":"allow"}}',
    });
  },
  '0003-conversions': async (db) => {
    await set(db, 'projects', ['id', PROJECT], { webhook_secret: SEALED_WEBHOOK_SECRET });
    const task = {
      api: 'projector',
      project_id: PROJECT,
      resource: 'https://files.example.org/lesson.pdf',
      type: 'static',
      scale: 1.2,
      output_format: 'png',
      compression_level: 0,
      preview: 0,
      webhook_url: 'https://app.example.org/hook',
      webhook_retry: 3,
      priority: 0,
      attempts: 1,
      worker: 'worker-1',
      lease_until: THEN + 20,
      created_at: THEN + 8,
      started_at: THEN + 9,
      ended_at: THEN + 10,
      secret: 'unguessable',
      pages: '[[640,480]]',
      bytes: 1234,
      note: 'a font is missing',
      files: '[]',
    };
    await insert(
      db,
      'tasks',
      { ...task, uuid: TASK, status: 'Finished', page_count: 1, error_code: null, error_message: null },
      { ...task, uuid: BANNED_ROOM, status: 'Fail', page_count: null, error_code: 1, error_message: 'no' },
    );
    await insert(db, 'file_removals', { prefix: 'removed-task', requested_at: THEN });
    await insert(db, 'webhook_deliveries', {
      id: 'delivery',
      task_uuid: TASK,
      project_id: PROJECT,
      url: 'https://app.example.org/hook',
      body: '{}',
      status: 'failed',
      attempts: 3,
      max_attempts: 3,
      due_at: THEN + 1e12,
      created_at: THEN + 11,
      attempted_at: THEN + 12,
      response_status: 500,
      error: 'answered 500',
    });
  },
  '0004-console': async (db) => {
    const row = { admin_token: 'digest', created_at: THEN };
    await insert(db, 'console_sessions', { ...row, id: 'session', seen_at: THEN });
    await insert(db, 'console_codes', { ...row, id: 'code' });
  },
  '0005-activity-nodes-search': async (db) => {
    await insert(db, 'activity', {
      span: 'hour',
      began_at: THEN,
      measure: 'issued',
      name: 'room',
      count: 3,
    });
    await insert(db, 'nodes', {
      id: 'node',
      host: 'host-1',
      version: '0.0.1',
      started_at: THEN,
      seen_at: THEN,
    });
    // The migration itself folds the names of rooms that are there; a server does so for new ones.
    await set(db, 'rooms', ['uuid', BANNED_ROOM], { folded_name: 'über 数学' });
  },
  '0006-waiting-tasks': null,
  '0007-deleted-keys': (db) =>
    insert(db, 'deleted_keys', { access_key: 'deleted-ak', deleted_at: THEN, revoked_before: THEN + 1 }),
  '0008-quotas': async (db) => {
    // Where there were rooms before, the migration has counted them.
    await insertOnce(db, 'room_counts', { project_id: PROJECT, rooms: 3 });
    await insert(db, 'audit_repeats', {
      actor: 'key:fixture-ak',
      action: 'room.update',
      subject: ROOM,
      project_id: PROJECT,
      until: THEN + 60_000,
      changes: 2,
      at: THEN + 13,
      address: '192.0.2.1',
      before: '{"isBan":false}',
      after: '{"isBan":true}',
    });
  },
  '0009-secret-channel': null,
  '0010-room-names': null,
  '0011-revocations-of': null,
  '0012-room-order': (db) => set(db, 'room_counts', ['project_id', PROJECT], { newest_at: THEN + 3 }),
  '0013-idempotent-answers': (db) =>
    insert(db, 'idempotent_answers', {
      id: 'creation',
      request: 'digest',
      answer: 'sealed',
      created_at: THEN,
    }),
  '0014-replicated-keys': null,
  '0015-operators': (db) =>
    insert(db, 'operators', {
      name: 'head.teacher',
      token_digest: 'digest',
      role: 'manager',
      projects: JSON.stringify([PROJECT]),
      created_at: THEN,
      expires_at: THEN + 1e12,
      disabled_at: THEN + 14,
      last_used_at: THEN + 15,
    }),
};
