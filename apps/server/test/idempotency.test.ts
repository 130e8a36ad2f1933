import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { ADMIN_TOKEN, HOUR, TestServer } from './support/test-server.ts';

const RESOURCE = 'https://files.example.org/lesson.pdf';

describe.each(DATABASES)('an Idempotency-Key, on $name', ({ create }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start(create);
  });
  afterEach(() => server.stop());

  const send = (path: string, body: object, key: string | undefined, tenant = server.acme) => {
    const headers = { 'idempotency-key': key };
    return path.startsWith('/v1')
      ? server.call('POST', path, {
          body,
          region: null,
          headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers },
        })
      : server.post(path, { token: server.sdkToken({ tenant }), body, headers });
  };

  const CREATIONS = {
    'a room': () => ['/v5/rooms', { name: 'Lesson' }],
    'a conversion': () => ['/v5/projector/tasks', { resource: RESOURCE, type: 'static' }],
    'a conversion of the older API': () => [
      '/v5/services/conversion/tasks',
      { resource: RESOURCE, type: 'static' },
    ],
    'a room, as operator': () => ['/v1/rooms', { project: server.acme.project.id, name: 'Lesson' }],
    'a conversion, as operator': () => [
      '/v1/tasks',
      { project: server.acme.project.id, resource: RESOURCE, type: 'static' },
    ],
    'a pair of keys': () => [`/v1/projects/${server.acme.project.id}/keys`, { name: 'app' }],
    'a rotation': () => [`/v1/keys/${server.acme.accessKey}/rotate`, { validUntil: '2099-01-01T00:00:00Z' }],
  } as const satisfies Record<string, () => readonly [string, object]>;

  const countRows = async () => {
    const { db } = server.store.database;
    const counts = await Promise.all(
      (['rooms', 'tasks', 'access_keys'] as const).map((table) =>
        db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow(),
      ),
    );
    return counts.reduce((sum, { count }) => sum + Number(count), 0);
  };

  test.each(Object.entries(CREATIONS))(
    'has %s created once, however often and however much at once it is asked for',
    async (_what, creation) => {
      const [path, body] = creation();
      const before = await countRows();
      const together = await Promise.all(Array.from({ length: 5 }, () => send(path, body, 'retry-1')));
      const later = await send(path, body, 'retry-1');
      const answers = [...together, later];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(6).fill(201));
      expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
      expect(await countRows()).toBe(before + 1);
    },
  );

  test('counts for its route, body and project alone, and for a day', async () => {
    const first = await send('/v5/rooms', { name: 'a' }, 'k');
    const reused = await send('/v5/rooms', { name: 'b' }, 'k');
    expect([reused.statusCode, reused.json()]).toEqual([
      400,
      {
        message:
          'the Idempotency-Key came with another request within 24 hours: use a new one for each creation',
      },
    ]);
    const { id } = server.acme.project;
    await send('/v1/rooms', { project: id, name: 'a' }, 'k');
    const ours = await send('/v1/rooms', { project: id, name: 'b' }, 'k');
    expect([ours.statusCode, ours.json().code]).toEqual([409, 'idempotency-key-reused']);
    const theirs = await send('/v5/rooms', { name: 'a' }, 'k', server.globex);
    expect(theirs.json().uuid).not.toBe(first.json().uuid);
    server.clock.now += 24 * HOUR + 1;
    const nextDay = await send('/v5/rooms', { name: 'b' }, 'k');
    expect(nextDay.statusCode).toBe(201);
    expect(nextDay.json().uuid).not.toBe(first.json().uuid);
  });

  test('keeps nothing of a creation that was refused', async () => {
    expect((await send('/v1/rooms', { project: 'nobody' }, 'k')).statusCode).toBe(404);
    expect((await send('/v1/rooms', { project: server.acme.project.id }, 'k')).statusCode).toBe(201);
  });

  test('is stored as a digest, and so is no secret key', async () => {
    const pair = (await send(`/v1/projects/${server.acme.project.id}/keys`, {}, 'my-key')).json();
    const rows = await server.store.database.db.selectFrom('idempotent_answers').selectAll().execute();
    expect(rows).toHaveLength(1);
    for (const secret of ['my-key', pair.secretKey, pair.accessKey])
      expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test.each(['', ' ', 'a b', 'é', 'x'.repeat(256)])('has a form: %j is refused', async (key) => {
    const answer = await send('/v5/rooms', {}, key);
    expect([answer.statusCode, answer.json().message]).toEqual([
      400,
      'the Idempotency-Key header must be 1 to 255 visible ASCII characters, without spaces',
    ]);
  });

  test('is forgotten after a day', async () => {
    await send('/v5/rooms', {}, 'k');
    server.clock.now += 24 * HOUR + 1;
    await server.store.idempotency.prune();
    expect(await server.store.database.db.selectFrom('idempotent_answers').selectAll().execute()).toEqual([]);
  });
});
