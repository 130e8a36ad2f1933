import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutboundError } from '../src/outbound/outbound-error.ts';
import type { PostJson } from '../src/webhooks/delivery-loop.ts';
import { DATABASES } from './support/databases.ts';
import { until } from './support/until.ts';
import { OPERATOR, Receiver, START, verifyAsReceiver, WebhookTest } from './support/webhooks.ts';

const SECOND = 1000;

describe.each(DATABASES)('a webhook on $name', ({ create }) => {
  let server: WebhookTest;
  let receiver: Receiver;
  beforeEach(async () => {
    server = await WebhookTest.start(create);
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    await server.stop();
    await receiver.stop();
  });

  const secret = () => server.store.webhookSecrets.reveal(server.projectId);
  const untilReceived = (count: number) =>
    until(() => (receiver.received.length >= count ? receiver.received[count - 1] : undefined));

  /** Answers each attempt in turn: a status, or an error. */
  const answering = (...answers: (number | Error)[]) => {
    const ids: string[] = [];
    const post: PostJson = async ({ headers, timeoutMs }) => {
      expect(timeoutMs).toBe(10 * SECOND);
      ids.push(headers['webhook-id'] ?? '');
      const answer = answers.shift() ?? new Error('one attempt too many');
      if (answer instanceof Error) throw answer;
      return { status: answer };
    };
    return { post, ids };
  };

  test('arrives once: the body to the byte, signed so that Standard Webhooks’ own library accepts it', async () => {
    const body = { code: 0, message: 'success', data: { note: 'größer 课件 🎓 \u2028 "x"\n', images: {} } };
    const made = await server.enqueue({ url: `${receiver.url}/hook?token=1`, body });
    server.serve();
    const delivered = await server.untilDelivery(made, ({ status }) => status === 'delivered');
    expect(receiver.received).toHaveLength(1);
    const received = await untilReceived(1);
    expect(received.path).toBe('/hook?token=1');
    expect(received.body).toBe(JSON.stringify(body));
    expect(received.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Boardgate\/\d+\.\d+\.\d+/),
      'webhook-id': made.id,
      'webhook-timestamp': String(Math.floor(START / 1000)),
    });
    expect(verifyAsReceiver(received, await secret(), START)).toEqual(body);
    expect(delivered).toMatchObject({
      attempts: 1,
      maxAttempts: 4,
      dueAt: null,
      attemptedAt: START,
      responseStatus: 200,
      error: null,
    });
  });

  test('of a transaction that is rolled back is never sent', async () => {
    const { webhooks, database } = server.store;
    const order = { taskUuid: 't', projectId: server.projectId, url: receiver.url, retries: 3, body: {} };
    const rolledBack = database.db.transaction().execute(async (trx) => {
      await webhooks.enqueue(trx, order);
      throw new Error('the task was somebody else’s by now');
    });
    await expect(rolledBack).rejects.toThrow('somebody else’s');
    expect(await server.everyDelivery()).toEqual([]);
    const running = server.serve();
    // What comes after it arrives; it would have been first.
    await server.enqueue({ url: `${receiver.url}/later` });
    running.wake();
    await untilReceived(1);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/later']);
  });

  test('that is answered 500, refused, or not answered in time is retried after 10, 40 and 160 s, with one id', async () => {
    const { post, ids } = answering(
      500,
      new OutboundError('the host did not respond within 10 seconds'),
      new OutboundError('the host refused the connection'),
      204,
    );
    const made = await server.enqueue({ url: 'https://example.org/hook' });
    const running = server.serve({ post });
    const expected = [
      { wait: 10, responseStatus: 500, error: 'the receiver answered 500: it must answer 200 to 299' },
      { wait: 40, responseStatus: null, error: 'the host did not respond within 10 seconds' },
      { wait: 160, responseStatus: null, error: 'the host refused the connection' },
    ];
    for (const [index, { wait, ...outcome }] of expected.entries()) {
      const failed = await server.untilDelivery(made, ({ attempts }) => attempts === index + 1);
      const dueAt = server.clock.now + wait * SECOND;
      expect(failed).toMatchObject({ status: 'pending', dueAt, ...outcome });
      server.clock.now = dueAt;
      running.wake();
    }
    const delivered = await server.untilDelivery(made, ({ status }) => status === 'delivered');
    expect(delivered).toMatchObject({ attempts: 4, dueAt: null, responseStatus: 204, error: null });
    expect(ids).toEqual(Array(4).fill(made.id));
  });

  test('is not sent again a millisecond early', async () => {
    const { post, ids } = answering(500, 200);
    const made = await server.enqueue({ url: 'https://example.org/hook' });
    const running = server.serve({ post });
    const { dueAt } = await server.untilDelivery(made, ({ attempts }) => attempts === 1);
    server.clock.now = (dueAt ?? 0) - 1;
    // A look that finds nothing is over once a delivery that came later has been sent.
    const marker = await server.enqueue({ url: 'https://example.org/marker' });
    running.wake();
    await server.untilDelivery(marker, ({ status }) => status === 'delivered');
    expect(ids).toEqual([made.id, marker.id]);
  });

  test('is given up on after the first attempt and as many retries as were asked for', async () => {
    const { post, ids } = answering(500, 500, 500, 500);
    const once = await server.enqueue({ url: 'https://example.org/once', retries: 0 });
    const thrice = await server.enqueue({ url: 'https://example.org/thrice', retries: 2 });
    const running = server.serve({ post });
    const failed = await server.untilDelivery(once, ({ status }) => status !== 'pending');
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, dueAt: null, responseStatus: 500 });
    for (const attempts of [1, 2]) {
      const { dueAt } = await server.untilDelivery(thrice, (delivery) => delivery.attempts === attempts);
      server.clock.now = dueAt ?? 0;
      running.wake();
    }
    const last = await server.untilDelivery(thrice, ({ status }) => status !== 'pending');
    expect(last).toMatchObject({ status: 'failed', attempts: 3, dueAt: null, responseStatus: 500 });
    expect(ids.filter((id) => id === thrice.id)).toHaveLength(3);
    expect(ids.filter((id) => id === once.id)).toHaveLength(1);
  });

  test('is given up on at once where the receiver answers 410 Gone', async () => {
    const { post } = answering(410);
    const made = await server.enqueue({ url: 'https://example.org/hook', retries: 10 });
    server.serve({ post });
    const failed = await server.untilDelivery(made, ({ status }) => status !== 'pending');
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, dueAt: null, responseStatus: 410 });
  });

  test('is sent again when an operator asks, with its id and body, whatever became of it', async () => {
    receiver.answer = (response) => response.writeHead(receiver.received.length === 1 ? 410 : 200).end();
    const made = await server.enqueue({ url: receiver.url, retries: 1, body: { code: 7 } });
    const running = server.serve();
    await server.untilDelivery(made, ({ status }) => status === 'failed');
    // As the command does, in a process that sends nothing itself.
    const command = await server.openAgain();
    for (const count of [2, 3]) {
      const due = await command.webhooks.redeliver(made.id, OPERATOR);
      expect(due).toMatchObject({ status: 'pending', attempts: 0, maxAttempts: 2, dueAt: START });
      running.wake();
      await untilReceived(count);
      const delivered = await server.untilDelivery(made, ({ status }) => status === 'delivered');
      expect(delivered).toMatchObject({ attempts: 1, body: '{"code":7}' });
    }
    expect(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual(
      Array(3).fill([made.id, '{"code":7}']),
    );
    const audit = await server.store.audit.list({ action: 'webhook.redeliver', limit: 10 });
    expect(
      audit.map(({ subject, projectId, before, after }) => ({ subject, projectId, before, after })),
    ).toEqual(
      ['delivered', 'failed'].map((status) => ({
        subject: made.id,
        projectId: server.projectId,
        before: expect.objectContaining({ status }),
        after: { status: 'pending', attempts: 0, responseStatus: null, error: null },
      })),
    );
  });

  test('is removed with its task when it is too old, whatever became of it, and no sooner', async () => {
    const old = await server.enqueue({ url: receiver.url });
    server.clock.now += 1;
    const kept = await server.enqueue({ url: receiver.url });
    expect(await server.store.webhooks.removeBefore(START)).toBe(0);
    expect(await server.store.webhooks.removeBefore(START + 1)).toBe(1);
    expect((await server.everyDelivery()).map(({ id }) => id)).toEqual([kept.id]);
    await expect(server.store.webhooks.get(old.id)).rejects.toThrow('no webhook delivery');
  });
});
