import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN_SETTING } from '../src/access/admin-token.ts';
import { NAME_RULE } from '../src/operators/operators.ts';
import { HOUR, OPERATOR, SERVERS, type Tenant, type TestServer } from './support/test-server.ts';

describe.each(SERVERS)('operators on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const operators = () => server.store.operators;
  const codeOf = async (attempt: Promise<unknown>) =>
    await attempt.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  const ask = async (token: string, url: string, method: 'GET' | 'POST' = 'GET', body?: unknown) =>
    await server.manage(method, url, body, `Bearer ${token}`);

  test('the token is shown once and stored nowhere, not even in the audit log', async () => {
    const { token } = await operators().create({ name: 'ann', role: 'viewer' }, OPERATOR);
    expect(token).toMatch(/^boardgate_operator_[\w-]{43}$/);
    const { token: next } = await operators().replaceToken('ann', OPERATOR);
    expect(next).not.toBe(token);
    await ask(next, '/v1/projects');
    const everything = `${JSON.stringify(await server.everyRow())}${server.log.join('\n')}`;
    for (const secret of [token, next]) expect(everything).not.toContain(secret.slice(-20));
  });

  test('a creation that is sent again creates nothing, and another operator does not get its answer', async () => {
    const send = async (authorization: string, name: string) =>
      await server.call('POST', '/v1/operators', {
        region: null,
        body: { name, role: 'owner' },
        headers: { authorization, 'idempotency-key': 'once' },
      });
    const { token } = await operators().create({ name: 'olga', role: 'owner' }, OPERATOR);
    const first = await send(`Bearer ${token}`, 'ann');
    const again = await send(`Bearer ${token}`, 'ann');
    expect([first.statusCode, again.statusCode, again.json()]).toEqual([201, 201, first.json()]);
    const { token: other } = await operators().create({ name: 'oscar', role: 'owner' }, OPERATOR);
    expect((await send(`Bearer ${other}`, 'ann')).json().code).toBe('operator-exists');
  });

  test('of two creations at once with one name, one succeeds', async () => {
    const elsewhere = await server.openAgain();
    const codes = await Promise.all(
      [operators(), elsewhere.operators, operators()].map((store) =>
        codeOf(store.create({ name: 'ann', role: 'viewer' }, OPERATOR)),
      ),
    );
    expect(codes.sort()).toEqual(['done', 'operator-exists', 'operator-exists']);
    expect(await operators().list()).toHaveLength(1);
    await elsewhere.database.close();
  });

  test('a name is bounded and has one case: any other text is refused, and nothing is stored', async () => {
    const before = await server.everyRow();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (name) => {
        fc.pre(!/^[a-z0-9][a-z0-9._@-]{0,63}$/.test(name));
        const answer = await server.manage('POST', '/v1/operators', { name, role: 'viewer' });
        expect([answer.statusCode, answer.json().message]).toEqual([400, `name ${NAME_RULE}`]);
      }),
      { numRuns: 50 },
    );
    expect(await server.everyRow()).toEqual(before);
    for (const name of ['a', '0', 'ann@example.org', `a${'b'.repeat(63)}`])
      expect(await codeOf(operators().create({ name, role: 'viewer' }, OPERATOR))).toBe('done');
  });

  test('wrong tokens count as failed attempts, those of disabled operators too', async () => {
    const { token } = await operators().create({ name: 'ann', role: 'viewer' }, OPERATOR);
    await operators().update('ann', { isDisabled: true }, OPERATOR);
    const limit = server.config.failedAttemptsPerAddress;
    for (let count = 0; count < limit; count++)
      expect((await ask(token, '/v1/projects')).statusCode).toBe(401);
    expect((await ask(token, '/v1/projects')).statusCode).toBe(429);
  });

  test('an operator cannot disable, demote, limit, end or delete themselves; another owner can', async () => {
    const { token } = await operators().create({ name: 'olga', role: 'owner' }, OPERATOR);
    const { token: other } = await operators().create({ name: 'oscar', role: 'owner' }, OPERATOR);
    const change = async (by: string, body: object) =>
      (await server.manage('PATCH', '/v1/operators/olga', body, `Bearer ${by}`)).json();
    await ask(token, '/v1/about');
    const before = await server.everyRow();
    const expiresAt = new Date(server.clock.now + HOUR).toISOString();
    for (const body of [{ disabled: true }, { role: 'manager' }, { expiresAt }])
      expect((await change(token, body)).code).toBe('operator-self');
    const deleted = await server.manage('DELETE', '/v1/operators/olga', undefined, `Bearer ${token}`);
    expect([deleted.statusCode, deleted.json().code]).toEqual([409, 'operator-self']);
    expect(await server.everyRow()).toEqual(before);
    expect((await change(other, { role: 'manager' })).role).toBe('manager');
  });

  describe('the last owner', () => {
    const change = (name: string) => [
      () => operators().update(name, { isDisabled: true }, OPERATOR),
      () => operators().update(name, { role: 'manager' }, OPERATOR),
      () => operators().delete(name, OPERATOR),
    ];

    test('stays while there is no admin token; expired and disabled owners are none', async () => {
      const { db } = server.store.database;
      await db.deleteFrom('settings').where('name', '=', ADMIN_TOKEN_SETTING).execute();
      await operators().create({ name: 'olga', role: 'owner' }, OPERATOR);
      await operators().create({ name: 'oscar', role: 'owner' }, OPERATOR);
      await operators().update('oscar', { isDisabled: true }, OPERATOR);
      await operators().create({ name: 'otto', role: 'owner', expiresAt: server.clock.now + 1 }, OPERATOR);
      server.clock.now += 1;
      const before = await server.everyRow();
      for (const attempt of change('olga')) expect(await codeOf(attempt())).toBe('last-owner');
      expect(await server.everyRow()).toEqual(before);
      // Who is no owner any more may go.
      expect(await codeOf(operators().delete('otto', OPERATOR))).toBe('done');
      await operators().update('oscar', { isDisabled: false }, OPERATOR);
      expect(await codeOf(operators().delete('olga', OPERATOR))).toBe('done');
    });

    test('may go while there is an admin token: its bearer is an owner', async () => {
      for (const at of [0, 1, 2]) {
        await operators().create({ name: `olga${at}`, role: 'owner' }, OPERATOR);
        expect(await codeOf(change(`olga${at}`)[at]?.() ?? Promise.resolve())).toBe('done');
      }
    });
  });

  test('a project that was deleted stays among an operator’s, and opens no other', async () => {
    const projects = [server.acme.project.id];
    const { token } = await operators().create({ name: 'ann', role: 'viewer', projects }, OPERATOR);
    await server.store.projects.update(server.acme.project.id, { isDisabled: true }, OPERATOR);
    await server.store.projects.delete(server.acme.project.id, OPERATOR);
    expect((await ask(token, '/v1/projects')).json()).toEqual({ projects: [], next: null, count: 0 });
    const more = [...projects, server.globex.project.id];
    expect((await operators().update('ann', { projects: more }, OPERATOR)).projects).toEqual(more);
  });
});

/** Things of a tenant, and texts that only these have. */
async function populate(server: TestServer, tenant: Tenant): Promise<readonly string[]> {
  const { store } = server;
  const { id, name } = tenant.project;
  const room = await server.createRoom(tenant);
  const task = await server.startTask(undefined, { tenant });
  const rule = { scope: 'room', subject: room, projectId: id } as const;
  await store.revocations.revokeIssuedBefore(rule, 1, '', OPERATOR);
  const order = { taskUuid: task, projectId: id, url: 'https://hooks.example.org/', retries: 0, body: {} };
  await store.database.db.transaction().execute((trx) => store.webhooks.enqueue(trx, order));
  const key = { accessKey: tenant.accessKey, projectId: id };
  store.usage.countIssued(key, 'sdk', 'reader');
  await store.usage.flush();
  return [id, name, tenant.accessKey, room, task];
}

describe.each(SERVERS)('an operator limited to one project, on $name', ({ start }) => {
  let server: TestServer;
  let token: string;
  let own: readonly string[];
  let others: readonly string[];
  beforeEach(async () => {
    server = await start();
    own = await populate(server, server.acme);
    others = await populate(server, server.globex);
    const limited = { name: 'ann', role: 'manager', projects: [server.acme.project.id] } as const;
    ({ token } = await server.store.operators.create(limited, OPERATOR));
  });
  afterEach(() => server.stop());

  const ask = async (method: 'GET' | 'POST', url: string, body?: unknown) =>
    await server.manage(method, url, body, `Bearer ${token}`);

  test.each([
    '/v1/projects',
    '/v1/projects?search=e',
    '/v1/keys',
    '/v1/rooms',
    '/v1/rooms?search=0',
    '/v1/rooms?banned=false',
    '/v1/tasks',
    '/v1/revocations',
    '/v1/revocations?order=newest',
    '/v1/webhook-deliveries',
    '/v1/audit',
    '/v1/usage',
    '/v1/overview',
    '/v1/overview?range=day',
    '/v1/overview?range=month',
    '/v1/session',
    '/v1/about',
  ])('%s shows nothing of another project', async (url) => {
    const { body } = await ask('GET', url);
    for (const text of others) expect(body).not.toContain(text);
    for (const text of [server.globex.project.teamUuid]) expect(body).not.toContain(text);
  });

  test('sees what is of its project', async () => {
    const [id, name, accessKey, room, task] = own;
    for (const [url, text] of [
      ['/v1/projects', name],
      ['/v1/keys', accessKey],
      ['/v1/rooms', room],
      ['/v1/tasks', task],
      ['/v1/revocations', `room:${room}`],
      ['/v1/webhook-deliveries', task],
      ['/v1/audit', id],
    ] as const)
      expect((await ask('GET', url)).body).toContain(text);
    const audit = (await ask('GET', '/v1/audit')).json() as { entries: { project: string | null }[] };
    expect(new Set(audit.entries.map(({ project }) => project))).toEqual(new Set([id]));
    expect((await ask('GET', '/v1/projects')).json().count).toBe(1);
    expect((await ask('GET', '/v1/rooms')).json().count).toBe(1);
  });

  test.each(['tasks', 'revocations', 'webhook-deliveries', 'audit', 'usage'])(
    'finds nothing in %s of another project, as of one that does not exist',
    async (list) => {
      const bodies = [server.globex.project.id, 'nothing'].map((id) =>
        ask('GET', `/v1/${list}?project=${id}`),
      );
      const [other, none] = (await Promise.all(bodies)).map(({ body }) => body);
      expect(other).toBe(none);
    },
  );

  test('cannot tell another’s from what does not exist, whatever else is wrong with the request', async () => {
    const [, , accessKey = '', room = '', task = ''] = others;
    const none = '0'.repeat(32);
    const pairs: [
      method: 'GET' | 'POST' | 'PATCH' | 'PUT',
      url: (id: string) => string,
      id: string,
      no: string,
    ][] = [
      ['PATCH', (id) => `/v1/keys/${id}`, accessKey, 'nokey'],
      ['POST', (id) => `/v1/keys/${id}/rotate`, accessKey, 'nokey'],
      ['PATCH', (id) => `/v1/rooms/${id}`, room, none],
      ['PUT', (id) => `/v1/tasks/${id}/priority`, task, none],
      ['POST', (id) => `/v1/tasks/${id}/retry`, task, none],
      ['POST', (id) => `/v1/projects/${id}/keys/import`, server.globex.project.id, 'noproject'],
      ['PATCH', (id) => `/v1/projects/${id}`, server.globex.project.id, 'noproject'],
      ['GET', (id) => `/v1/keys?after=${id}`, accessKey, 'nokey'],
      ['GET', (id) => `/v1/tasks?after=${id}`, task, none],
      ['GET', (id) => `/v1/projects?after=${id}`, server.globex.project.id, 'noproject'],
    ];
    const bodies: object[] = [
      {},
      { expiresAt: '2020-01-01T00:00:00Z' },
      { validUntil: '2020-01-01T00:00:00Z' },
      { isBan: true },
      { priority: 'highest' },
      { name: '' },
      { accessKey: '', secretKey: '' },
      { disabled: true, policy: { maxRole: 'nobody' } },
      { unknown: 1 },
    ];
    for (const [method, url, id, no] of pairs) {
      for (const body of method === 'GET' ? [undefined] : bodies) {
        const [other, missing] = await Promise.all(
          [id, no].map(async (named) => {
            const answer = await server.manage(method, url(named), body, `Bearer ${token}`);
            return [answer.statusCode, answer.body.replaceAll(named, 'ID')];
          }),
        );
        expect([method, url('ID'), body, other]).toEqual([method, url('ID'), body, missing]);
      }
    }
  });

  test('learns of another’s token what anybody knows: that no key here signed it', async () => {
    const { globex } = server;
    for (const tenant of [globex, { ...globex, accessKey: 'nokey', secretKey: 'nosecret' }]) {
      const foreign = server.sdkToken({ tenant });
      const revoked = await ask('POST', '/v1/revocations', { token: foreign });
      expect([revoked.statusCode, revoked.json().values.rule]).toEqual([400, 'signed-token']);
      const inspected = (await ask('POST', '/v1/tokens/introspect', { token: foreign })).json();
      expect([inspected.valid, inspected.reason]).toEqual([false, 'unknown-key']);
    }
    // Expired, so that the unlimited operator hears of it.
    const expired = server.sdkToken({ tenant: globex, now: server.clock.now - 2 * HOUR });
    expect((await server.manage('POST', '/v1/revocations', { token: expired })).json().values.rule).toBe(
      'unexpired-token',
    );
    expect((await ask('POST', '/v1/revocations', { token: expired })).json().values.rule).toBe(
      'signed-token',
    );
    // A secret key in the place of an access key is looked for among the operator's own keys.
    const swapped = { ...globex, accessKey: globex.secretKey, secretKey: globex.accessKey };
    const asked = await ask('POST', '/v1/tokens/introspect', { token: server.sdkToken({ tenant: swapped }) });
    expect(asked.body).not.toContain(globex.accessKey);
  });

  test('learns nothing of the room of another project that its own token names', async () => {
    const [, name = '', , room = ''] = others;
    const inspect = async (uuid: string, bearer: string) => {
      const sent = { token: server.roomToken(uuid) };
      const answer = await server.manage('POST', '/v1/tokens/introspect', sent, `Bearer ${bearer}`);
      return answer.json() as { explanations: { code: string }[]; advice: string };
    };
    const other = await inspect(room, token);
    const missing = await inspect('0'.repeat(32), token);
    expect(other.advice).not.toContain(name);
    expect(other.explanations.map(({ code }) => code)).toEqual(missing.explanations.map(({ code }) => code));
  });

  test('counts its project in the overview, by whole hours', async () => {
    const shown = (await ask('GET', '/v1/overview')).json();
    expect(shown).toMatchObject({
      bucketMs: HOUR,
      refusals: [],
      checks: [],
      nodes: [],
      conversions: { waiting: 1, running: 0 },
    });
    expect(shown.buckets).toHaveLength(2);
    expect(shown.buckets[1].issued).toEqual({ sdk: 1, room: 0, task: 0 });
    expect(shown.busiestKeys).toEqual([
      {
        accessKey: server.acme.accessKey,
        name: null,
        project: { id: server.acme.project.id, name: server.acme.project.name },
        issued: 1,
        refused: 0,
      },
    ]);
    const month = (await ask('GET', '/v1/overview?range=month')).json();
    expect([month.bucketMs, month.buckets.length]).toEqual([24 * HOUR, 30]);
    expect(month.buckets[29].issued.sdk).toBe(1);
    expect((await ask('GET', '/v1/overview?range=day')).json().buckets).toHaveLength(24);
  });
});
