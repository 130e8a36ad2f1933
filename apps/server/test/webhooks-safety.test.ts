import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postJson } from '../src/outbound/post.ts';
import { DATABASES } from './support/databases.ts';
import { until } from './support/until.ts';
import { OPERATOR, Receiver, START, verifyAsReceiver, WebhookTest } from './support/webhooks.ts';

const SECOND = 1000;

describe.each(DATABASES)('the safety of a webhook on $name', ({ create }) => {
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

  test('is refused by a receiver where body, id or time were changed, or it is played back later', async () => {
    await server.enqueue({ url: receiver.url });
    server.serve();
    const received = await untilReceived(1);
    const known = await secret();
    const changed = (headers: Record<string, string>) => ({
      ...received,
      headers: { ...received.headers, ...headers },
    });
    const refused = (given: typeof received, at = START) =>
      expect(() => verifyAsReceiver(given, known, at)).toThrow();
    refused({ ...received, body: '{"code":1}' });
    refused(changed({ 'webhook-id': 'msg_other' }));
    refused(changed({ 'webhook-timestamp': String(Math.floor(START / 1000) + 1) }));
    refused(received, START + 301 * SECOND);
    expect(verifyAsReceiver(received, known, START)).toEqual({ code: 0 });
  });

  test('follows no redirect: it counts as failed, and the place it names hears nothing', async () => {
    receiver.answer = (response, { path }) =>
      response.writeHead(path === '/hook' ? 307 : 200, { location: '/elsewhere' }).end();
    const made = await server.enqueue({ url: `${receiver.url}/hook`, retries: 0 });
    server.serve();
    const failed = await server.untilDelivery(made, ({ status }) => status !== 'pending');
    expect(failed).toMatchObject({
      status: 'failed',
      responseStatus: 307,
      error: 'the receiver answered 307: redirects are not followed, so the webhook must use the final URL',
    });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('to a receiver that never answers, or to a port where nobody listens, fails in words of ours', async () => {
    receiver.answer = () => {};
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const silent = await server.enqueue({ url: receiver.url, retries: 0 });
    const refused = await server.enqueue({ url: `http://127.0.0.1:${port}/`, retries: 0 });
    server.serve({ post: (request) => postJson({ ...request, timeoutMs: 100 }) });
    const states = [silent, refused].map((made) =>
      server.untilDelivery(made, ({ status }) => status === 'failed'),
    );
    expect((await Promise.all(states)).map(({ error }) => error)).toEqual([
      'the host did not respond within 0.1 seconds',
      'the host refused the connection',
    ]);
  });

  test('to a private, loopback or metadata address is refused, unless the operator allows the host', async () => {
    const { port } = new URL(receiver.url);
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::ffff:127.0.0.1]:${port}`, '169.254.169.254'];
    const made = [];
    for (const host of hosts) made.push(await server.enqueue({ url: `http://${host}/`, retries: 0 }));
    server.serve({ allowHosts: [] });
    for (const delivery of made) {
      const { responseStatus, error } = await server.untilDelivery(
        delivery,
        ({ status }) => status === 'failed',
      );
      expect([responseStatus, error]).toEqual([
        null,
        expect.stringContaining('there is no public host of that name'),
      ]);
    }
    expect(receiver.received).toEqual([]);
  });

  test('is signed with the new secret from the next attempt on, once the old one was replaced', async () => {
    receiver.answer = (response) => response.writeHead(receiver.received.length === 1 ? 500 : 200).end();
    const made = await server.enqueue({ url: receiver.url });
    const running = server.serve();
    const old = await secret();
    await server.untilDelivery(made, ({ attempts }) => attempts === 1);
    const first = await untilReceived(1);
    expect(verifyAsReceiver(first, old, START)).toEqual({ code: 0 });

    const other = await server.openAgain();
    const replaced = await other.webhookSecrets.replace(server.projectId, OPERATOR);
    server.clock.now += 10 * SECOND;
    running.wake();
    const second = await untilReceived(2);
    expect(verifyAsReceiver(second, replaced, server.clock.now)).toEqual({ code: 0 });
    expect(() => verifyAsReceiver(second, old, server.clock.now)).toThrow('No matching signature');
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    // Each attempt carries its own time: after hours of retries a receiver would refuse that of the first as too old.
    const times = [first, second].map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(times).toEqual([START, START + 10 * SECOND].map((time) => Math.floor(time / 1000)));
  });

  test('of a disabled project waits until the project is enabled', async () => {
    const made = await server.enqueue({ url: receiver.url });
    await server.store.projects.update(server.projectId, { isDisabled: true }, OPERATOR);
    const running = server.serve();
    const other = await server.store.projects.create('other', OPERATOR);
    const marker = await server.enqueue({ url: `${receiver.url}/other`, projectId: other.id });
    running.wake();
    await server.untilDelivery(marker, ({ status }) => status === 'delivered');
    expect(receiver.received.map(({ path }) => path)).toEqual(['/other']);
    await server.store.projects.update(server.projectId, { isDisabled: false }, OPERATOR);
    running.wake();
    await server.untilDelivery(made, ({ status }) => status === 'delivered');
  });

  test('whose project is deleted while it is on its way is gone, and nothing comes of it', async () => {
    const made = await server.enqueue({ url: receiver.url });
    const { projects, webhooks } = server.store;
    receiver.answer = async (response) => {
      await projects.update(server.projectId, { isDisabled: true }, OPERATOR);
      await projects.delete(server.projectId, OPERATOR);
      response.writeHead(500).end();
    };
    const running = server.serve();
    await untilReceived(1);
    await until(async () => ((await server.everyDelivery()).length === 0 ? true : undefined));
    await running.stop();
    await expect(webhooks.get(made.id)).rejects.toThrow(`no webhook delivery ${made.id}`);
    expect(server.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('loses no attempt by a fault of ours: a secret that cannot be opened', async () => {
    const { db } = server.store.database;
    const known = await secret();
    const intact = await db.selectFrom('projects').select('webhook_secret').executeTakeFirstOrThrow();
    await db
      .updateTable('projects')
      .set({ webhook_secret: `x.${'A'.repeat(80)}` })
      .execute();
    const made = await server.enqueue({ url: receiver.url });
    const running = server.serve();
    await until(() => server.log.find((line) => line.includes('failed inside the server')));
    expect(await server.store.webhooks.get(made.id)).toMatchObject({ status: 'pending', attempts: 0 });
    expect(receiver.received).toEqual([]);
    await db.updateTable('projects').set(intact).execute();
    server.clock.now += 60 * SECOND;
    running.wake();
    expect(verifyAsReceiver(await untilReceived(1), known, server.clock.now)).toEqual({ code: 0 });
  });

  test('leaves nothing secret in the log: neither its URL, its body, nor what it is signed with', async () => {
    receiver.answer = (response, { path }) => response.writeHead(path.includes('bad') ? 500 : 200).end();
    const host = new URL(receiver.url).host;
    const body = { data: { prefixUrl: 'https://files.example.org/UNGUESSABLE' } };
    const url = (path: string) => `http://USERNAME:PASSWORD@${host}/PATH-SECRET/${path}?token=QUERY-SECRET`;
    const all = [
      await server.enqueue({ url: url('good'), body }),
      await server.enqueue({ url: url('bad'), body }),
      await server.enqueue({ url: `http://10.0.0.1/PATH-SECRET?token=QUERY-SECRET`, body }),
      await server.enqueue({ url: 'http://not a url/PATH-SECRET?token=QUERY-SECRET', body }),
    ];
    server.serve();
    for (const made of all) await server.untilDelivery(made, ({ attempts }) => attempts === 1);
    const logged = await until(() =>
      server.log.filter((line) => line.includes('webhook attempt finished')).length === 4
        ? server.log.join('')
        : undefined,
    );
    expect(logged).toContain(all[0]?.id);
    const known = await secret();
    const signatures = receiver.received.map(({ headers }) => headers['webhook-signature'] ?? '');
    for (const word of [
      'USERNAME',
      'PASSWORD',
      'SECRET',
      'UNGUESSABLE',
      host,
      known,
      known.slice(6),
      ...signatures,
    ]) {
      expect(logged).not.toContain(word);
    }
    for (const { id } of all)
      expect((await server.store.webhooks.get(id)).error ?? '').not.toContain('SECRET');
  });
});
