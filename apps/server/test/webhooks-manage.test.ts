import { describe, expect, test } from 'vitest';
import type { WebhookOrder } from '../src/webhooks/webhooks.ts';
import { setUpManagement } from './support/management.ts';
import { SERVERS, START, type Tenant } from './support/test-server.ts';

/** With `external` nothing is sent: what is noted stays as it is, for the test to look at. */
describe.each(SERVERS)('managing webhooks over HTTP on $name', ({ start }) => {
  const { server, expectDone, expectRefused } = setUpManagement(() => start({ resources: 'external' }));

  const TASK = '0123456789abcdef0123456789abcdef';

  /** Notes a webhook, a millisecond after the one before, and tells its id. */
  const enqueue = async (tenant: Tenant = server().acme, order: Partial<WebhookOrder> = {}) => {
    const { webhooks, database } = server().store;
    server().clock.now += 1;
    await webhooks.enqueue(database.db, {
      taskUuid: TASK,
      projectId: tenant.project.id,
      url: 'https://user:pass@example.org/hook?token=secret#part',
      retries: 3,
      body: { code: 0, data: { taskId: TASK } },
      ...order,
    });
    const [newest] = await webhooks.list({ limit: 1 });
    return newest?.id ?? '';
  };
  const list = async (query = '') =>
    (await expectDone('GET', `/v1/webhook-deliveries${query}`)) as unknown as {
      deliveries: { id: string }[];
      next: string | null;
    };
  const idsOf = async (query = '') => (await list(query)).deliveries.map(({ id }) => id);

  test('a delivery is shown without user and query of its URL, and its body only where it is asked for', async () => {
    const id = await enqueue();
    const shown = {
      id,
      task: TASK,
      project: server().acme.project.id,
      url: 'https://example.org/hook',
      status: 'pending',
      attempts: 0,
      maxAttempts: 4,
      dueAt: new Date(START + 1).toISOString(),
      createdAt: new Date(START + 1).toISOString(),
      attemptedAt: null,
      responseStatus: null,
      error: null,
    };
    expect(await list()).toEqual({ deliveries: [shown], next: null });
    const body = `{"code":0,"data":{"taskId":"${TASK}"}}`;
    expect(await expectDone('GET', `/v1/webhook-deliveries/${id}`)).toEqual({ ...shown, body });
  });

  test('the list is narrowed by project, task and state, and nothing of another project slips in', async () => {
    const { acme, globex } = server();
    const other = 'f'.repeat(32);
    const ours = [await enqueue(acme), await enqueue(acme, { taskUuid: other })];
    const theirs = await enqueue(globex);
    const { db } = server().store.database;
    await db
      .updateTable('webhook_deliveries')
      .set({ status: 'failed' })
      .where('task_uuid', '=', other)
      .execute();
    expect(await idsOf()).toEqual([theirs, ...ours.toReversed()]);
    expect(await idsOf(`?project=${acme.project.id}`)).toEqual(ours.toReversed());
    expect(await idsOf(`?project=${globex.project.id}`)).toEqual([theirs]);
    expect(await idsOf(`?task=${TASK}&project=${acme.project.id}`)).toEqual([ours[0]]);
    expect(await idsOf(`?project=${globex.project.id}&task=${other}`)).toEqual([]);
    expect(await idsOf('?status=failed')).toEqual([ours[1]]);
    expect(await idsOf('?status=delivered')).toEqual([]);
    expect(await idsOf('?project=nobody')).toEqual([]);
  });

  test('pages lead through all of them, newest first, each once', async () => {
    const all = [];
    for (let number = 0; number < 5; number++) all.unshift(await enqueue());
    const seen = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const { deliveries, next } = await list(query);
      seen.push(...deliveries.map(({ id }) => id));
      query = next === null ? '' : `?limit=2&after=${next}`;
    }
    expect(seen).toEqual(all);
  });

  test('what cannot be is refused, in words', async () => {
    const get = (query: string) => ['GET', `/v1/webhook-deliveries${query}`] as const;
    await expectRefused(400, 'status must be one of: pending, delivered, failed', ...get('?status=sent'));
    await expectRefused(400, /^unknown field "states"/, ...get('?states=failed'));
    await expectRefused(400, 'limit must be an integer from 1 to 1000', ...get('?limit=1001'));
    const missing = 'no webhook delivery msg_x: list the deliveries to see which exist';
    await expectRefused(404, missing, ...get('?after=msg_x'));
    await expectRefused(404, missing, ...get('/msg_x'));
    await expectRefused(404, missing, 'POST', '/v1/webhook-deliveries/msg_x/redeliver');
    await expectRefused(404, /^no webhook delivery/, ...get('/%00'));
    for (const method of ['GET', 'POST'] as const) {
      await expectRefused(404, /^no project nobody/, method, '/v1/projects/nobody/webhook-secret');
      await expectRefused(404, /^no project/, method, '/v1/projects/%00/webhook-secret');
    }
  });

  test('none of it is for anybody but the bearer of the admin token', async () => {
    const id = await enqueue();
    const secret = `/v1/projects/${server().acme.project.id}/webhook-secret`;
    for (const [method, url] of [
      ['GET', '/v1/webhook-deliveries'],
      ['GET', `/v1/webhook-deliveries/${id}`],
      ['POST', `/v1/webhook-deliveries/${id}/redeliver`],
      ['GET', secret],
      ['POST', secret],
    ] as const) {
      expect((await server().manage(method, url, undefined, null)).statusCode).toBe(401);
      const token = server().sdkToken();
      expect((await server().call(method, url, { token })).statusCode).toBe(401);
    }
    expect((await server().store.webhooks.get(id)).status).toBe('pending');
  });

  test('a failed delivery is made due again, and the audit log names who asked', async () => {
    const id = await enqueue();
    const { db } = server().store.database;
    const failed = { status: 'failed', attempts: 4, due_at: null, response_status: 500, error: 'why' };
    await db.updateTable('webhook_deliveries').set(failed).execute();
    const answer = await server().manage('POST', `/v1/webhook-deliveries/${id}/redeliver`);
    const dueAt = new Date(server().clock.now).toISOString();
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      expect.objectContaining({
        id,
        status: 'pending',
        attempts: 0,
        dueAt,
        responseStatus: null,
        error: null,
      }),
    ]);
    expect(await expectDone('GET', '/v1/audit?action=webhook.redeliver')).toMatchObject({
      entries: [
        {
          actor: 'admin',
          subject: id,
          project: server().acme.project.id,
          before: { status: 'failed', attempts: 4, responseStatus: 500, error: 'why' },
          after: { status: 'pending', attempts: 0, responseStatus: null, error: null },
        },
      ],
    });
  });

  test('a project’s secret is made when it is first asked for, stays, and can be replaced; no other’s changes', async () => {
    const { acme, globex } = server();
    const read = async ({ project }: Tenant) =>
      (await expectDone('GET', `/v1/projects/${project.id}/webhook-secret`)).secret;
    const ours = await read(acme);
    const theirs = await read(globex);
    expect(ours).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(theirs).not.toBe(ours);
    expect(await read(acme)).toBe(ours);

    const { secret } = await expectDone('POST', `/v1/projects/${acme.project.id}/webhook-secret`);
    expect(secret).not.toBe(ours);
    expect([await read(acme), await read(globex)]).toEqual([secret, theirs]);
    const audit = await expectDone('GET', '/v1/audit?action=webhook-secret.replace');
    expect(audit).toMatchObject({
      entries: [{ actor: 'admin', subject: acme.project.id, before: null, after: null }],
    });
    const kept = JSON.stringify([await server().everyRow(), server().log, audit]);
    for (const known of [ours, theirs, secret]) expect(kept).not.toContain(String(known).slice(6));
  });
});
