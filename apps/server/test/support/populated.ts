import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Nodes } from '../../src/insight/nodes.ts';
import { resultsFolder } from '../../src/results/stored-files.ts';
import { HOUR, OPERATOR, type TestServer } from './test-server.ts';
import { until } from './until.ts';

/** What a populated server has, and how to see that a copy of it has the same. */
export interface Population {
  readonly openRoom: string;
  readonly bannedRoom: string;
  readonly task: string;
  /** The key of a stored result, and its content. */
  readonly result: { readonly key: string; readonly content: string };
  readonly goodToken: string;
  readonly revokedToken: string;
  readonly deletedKey: string;
  /** Of an operator. */
  readonly operatorToken: string;
}

/** Puts something into every table. */
export async function populate(server: TestServer): Promise<Population> {
  const { acme, store } = server;
  const { db } = store.database;
  const [openRoom, bannedRoom] = [await server.createRoom(), await server.createRoom()];
  const token = server.sdkToken();
  await server.call('PATCH', `/v5/rooms/${bannedRoom}`, { token, body: { isBan: true } });
  await server.call('PATCH', `/v5/rooms/${openRoom}`, { token, body: { isBan: false } });
  await server.call('PATCH', `/v5/rooms/${bannedRoom}`, { token, body: { isBan: true } });
  const [goodToken, revokedToken] = [
    server.roomToken(openRoom),
    server.roomToken(openRoom, { lifespanMs: HOUR + 1 }),
  ];
  await server.manage('POST', '/v1/revocations', { token: revokedToken });
  const { accessKey: deletedKey } = await store.keys.create(acme.project, OPERATOR);
  await server.manage('DELETE', `/v1/keys/${deletedKey}`);
  await server.call('POST', '/v5/rooms', { token, body: {}, headers: { 'idempotency-key': 'once' } });
  await server.manage('POST', `/v1/projects/${acme.project.id}/webhook-secret`);
  const task = await server.startTask();
  const { secret } = await db
    .selectFrom('tasks')
    .select('secret')
    .where('uuid', '=', task)
    .executeTakeFirstOrThrow();
  const result = { key: `staticConvert/${secret}/${task}/1.png`, content: 'a page' };
  await layResult(server, result.key, result.content);
  await layResult(
    server,
    `staticConvert/${'a'.repeat(32)}/${'b'.repeat(32)}/1.png`,
    'of a task that is gone',
  );
  const { token: operatorToken } = await store.operators.create({ name: 'ann', role: 'viewer' }, OPERATOR);
  await store.signInCodes.create(OPERATOR);
  await store.sessions.create({ code: await store.signInCodes.create(OPERATOR) }, '192.0.2.1', undefined);
  await new Nodes(store.database, () => server.clock.now).beat();
  await db
    .insertInto('file_removals')
    .values({ prefix: `staticConvert/${'c'.repeat(32)}/${'d'.repeat(32)}/`, requested_at: server.clock.now })
    .execute();
  await db
    .insertInto('activity')
    .values({ span: 'hour', began_at: server.clock.now, measure: 'issued', name: 'sdk', count: 3 })
    .execute();
  await db
    .insertInto('webhook_deliveries')
    .values({
      id: 'delivery-1',
      task_uuid: task,
      project_id: acme.project.id,
      url: 'https://hooks.example.org/',
      body: '{"a":"ä \u2028 \\" \u{1f600}"}',
      status: 'failed',
      attempts: 3,
      max_attempts: 3,
      due_at: null,
      created_at: server.clock.now,
      attempted_at: server.clock.now,
      response_status: 500,
      error: null,
    })
    .execute();
  // The last that is counted: once it is written, so is everything before.
  await server.post(`/v5/tokens/rooms/${openRoom}`, { token, body: { role: 'reader', lifespan: HOUR } });
  await until(() =>
    db.selectFrom('usage_hours').select('issued').where('kind', '=', 'room').executeTakeFirst(),
  );
  return { openRoom, bannedRoom, task, result, goodToken, revokedToken, deletedKey, operatorToken };
}

async function layResult(server: TestServer, key: string, content: string): Promise<void> {
  const path = join(resultsFolder(server.dataDir), key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
