import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OutboundError } from '../src/outbound/outbound-error.ts';
import { postJson } from '../src/outbound/post.ts';
import type { PostJson } from '../src/webhooks/delivery-loop.ts';
import { DATABASES } from './support/databases.ts';
import { until } from './support/until.ts';
import { OPERATOR, Receiver, START, verifyAsReceiver, WebhookTest } from './support/webhooks.ts';

const LEASE = 60_000;

describe.each(DATABASES)('the work of sending webhooks on $name', ({ create }) => {
  let server: WebhookTest;
  let receiver: Receiver;
  beforeEach(async () => {
    server = await WebhookTest.start(create);
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.stop();
    await receiver.stop();
  });

  /** A post that answers when the test says so, or when it is broken off. */
  const holding = () => {
    const held: { host: string; answer: (status: number) => void }[] = [];
    let most = 0;
    const post: PostJson = ({ url, signal }) => {
      const { promise, resolve, reject } = Promise.withResolvers<{ status: number }>();
      const entry = {
        host: new URL(url).hostname,
        answer: (status: number) => {
          held.splice(held.indexOf(entry), 1);
          resolve({ status });
        },
      };
      signal.addEventListener('abort', () => reject(signal.reason));
      held.push(entry);
      most = Math.max(most, held.length);
      return promise;
    };
    return { post, held, most: () => most };
  };

  test('is shared by servers on one database: each webhook is sent by one of them, once', async () => {
    const count = 40;
    const made = [];
    for (let number = 0; number < count; number++) made.push(await server.enqueue({ url: receiver.url }));
    // One server sends 2 at once to a host, so 3 at once are of two servers at least: until then nothing is answered.
    const open = new Set<{ end: () => void }>();
    receiver.answer = (response) => {
      open.add(response);
      if (open.size < 3) return;
      for (const each of open) each.end();
      receiver.answer = (next) => next.end();
    };
    const stores = [server.store, await server.openAgain(), await server.openAgain()];
    const all = stores.map((store) => server.serve({ store }));
    await until(async () =>
      (await server.everyDelivery()).every(({ status }) => status === 'delivered') ? true : undefined,
    );
    for (const webhooks of all) webhooks.wake();
    await Promise.all(all.map((webhooks) => webhooks.stop()));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(count);
    expect(new Set(ids)).toEqual(new Set(made.map(({ id }) => id)));
    expect((await server.everyDelivery()).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  test('survives a server that dies between sending and writing it down: sent again, with the same id, a minute later', async () => {
    const made = await server.enqueue({ url: receiver.url, body: { code: 0 } });
    const lastWord = Promise.withResolvers<void>();
    const dying = server.serve({
      store: await server.openAgain(),
      post: async (request) => {
        await postJson(request);
        await lastWord.promise;
        throw new Error('too late');
      },
    });
    await until(() => receiver.received[0]);

    const other = server.serve();
    server.clock.now = START + LEASE - 1;
    const marker = await server.enqueue({ url: `${receiver.url}/marker` });
    other.wake();
    await server.untilDelivery(marker, ({ status }) => status === 'delivered');
    expect(receiver.received.map(({ path }) => path)).toEqual(['/', '/marker']);

    server.clock.now = START + LEASE;
    other.wake();
    const delivered = await server.untilDelivery(made, ({ status }) => status === 'delivered');
    const [first, , second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    const secret = await server.store.webhookSecrets.reveal(server.projectId);
    expect(second && verifyAsReceiver(second, secret, START + LEASE)).toEqual({ code: 0 });

    // It was not dead after all: what it has to say is no longer asked for.
    lastWord.resolve();
    await dying.stop();
    expect(await server.store.webhooks.get(made.id)).toEqual(delivered);
  });

  test('goes on for others while a receiver is slow, however many webhooks wait for it: 2 at once to a host', async () => {
    const { post, held } = holding();
    for (let number = 0; number < 120; number++) {
      await server.enqueue({ url: `https://slow.example.org:${8000 + number}/` });
      server.clock.now += 1;
    }
    const fast = await server.enqueue({ url: 'https://fast.example.org/' });
    const running = server.serve({ post });
    (await until(() => held.find(({ host }) => host === 'fast.example.org'))).answer(200);
    await server.untilDelivery(fast, ({ status }) => status === 'delivered');
    await until(() => (held.length >= 2 ? true : undefined));
    expect(held.map(({ host }) => host)).toEqual(['slow.example.org', 'slow.example.org']);
    // As one answers, the next has its turn.
    const attempted = async () =>
      (await server.everyDelivery()).filter(({ attemptedAt }) => attemptedAt !== null).length;
    expect(await attempted()).toBe(3);
    held[0]?.answer(200);
    await until(async () => ((await attempted()) === 4 && held.length === 2 ? true : undefined));
    for (const { answer } of [...held]) answer(200);
    await running.stop();
  });

  /** A host for each webhook, so that only the limits by project and in all count. */
  const hostFor = (projectId: string, number: number) =>
    `${projectId.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}-${number}.example.org`;
  async function enqueueFor(projectId: string, count: number): Promise<void> {
    for (let number = 0; number < count; number++) {
      await server.enqueue({ url: `https://${hostFor(projectId, number)}/`, projectId });
      server.clock.now += 1;
    }
  }

  test('is at most 64 at once, 4 of them for one project; projects take turns', async () => {
    const { post, held, most } = holding();
    const ids = [server.projectId];
    for (let number = 1; number < 18; number++)
      ids.push((await server.store.projects.create(`school ${number}`, OPERATOR)).id);
    for (const id of ids) await enqueueFor(id, 6);
    const running = server.serve({ post });
    await until(() => (held.length === 64 ? true : undefined));
    const attempted = async (id: string) =>
      (await server.everyDelivery()).filter(
        ({ projectId, attemptedAt }) => projectId === id && attemptedAt !== null,
      ).length;
    const begun = await Promise.all(ids.map(attempted));
    expect(begun).toEqual([...Array(16).fill(4), 0, 0]);
    // The two that had no turn yet are next, not those who have more to send.
    for (const [freed, next] of [
      [ids[0] ?? '', ids[16] ?? ''],
      [ids[1] ?? '', ids[17] ?? ''],
    ] as const) {
      (await until(() => held.find(({ host }) => host === hostFor(freed, 0)))).answer(200);
      await until(async () => ((await attempted(next)) === 1 ? true : undefined));
    }
    for (let left = 18 * 6 - 2; left > 0; left--) (await until(() => held[0])).answer(200);
    await until(async () =>
      (await server.everyDelivery()).every(({ status }) => status === 'delivered') ? true : undefined,
    );
    expect(most()).toBe(64);
    await running.stop();
  });

  test('goes on for a quiet project while ten others have receivers that hang', async () => {
    const { post, held } = holding();
    for (let number = 0; number < 10; number++)
      await enqueueFor((await server.store.projects.create(`loud ${number}`, OPERATOR)).id, 24);
    const running = server.serve({ post });
    await until(() => (held.length === 40 ? true : undefined));
    const quiet = await server.enqueue({ url: 'https://quiet.example.org/' });
    running.wake();
    (await until(() => held.find(({ host }) => host === 'quiet.example.org'))).answer(200);
    await server.untilDelivery(quiet, ({ status }) => status === 'delivered');
    expect(held).toHaveLength(40);
    for (let left = 240; left > 0; left--) (await until(() => held[0])).answer(200);
    await running.stop();
  });

  test('asks a receiver that lets attempts hang ever less often, until it answers, whatever project it is of', async () => {
    const asked: number[] = [];
    let hangs = true;
    const post: PostJson = async () => {
      asked.push(server.clock.now);
      if (!hangs) return { status: 200 };
      server.clock.now += 10_000;
      throw new OutboundError('the host did not respond within 10 seconds');
    };
    const other = await server.store.projects.create('globex', OPERATOR);
    for (const projectId of [server.projectId, other.id, server.projectId, other.id])
      await server.enqueue({ url: 'https://hanging.example.org/', projectId, retries: 9 });
    const running = server.serve({ post });
    await until(() => asked[1]);
    // Two at once before it was known to hang: from then on the waits grow.
    const known = asked.length;
    const settle = async () => {
      for (let turn = 0; turn < 20; turn++) {
        running.wake();
        await server.everyDelivery();
      }
    };
    await settle();
    const before = asked.length;
    server.clock.now += 5000;
    await settle();
    expect(asked.length).toBe(before);
    hangs = false;
    server.clock.now += 600_000;
    running.wake();
    await until(async () =>
      (await server.everyDelivery()).every(({ status }) => status === 'delivered') ? true : undefined,
    );
    expect(known).toBeLessThanOrEqual(4);
    await running.stop();
  });

  test('is finished when the server is told to stop, and nothing more is begun', async () => {
    const { post, held } = holding();
    const made = await server.enqueue({ url: 'https://example.org/' });
    const running = server.serve({ post });
    const { answer } = await until(() => held[0]);
    const stopped = running.stop();
    const later = await server.enqueue({ url: 'https://example.org/later' });
    running.wake();
    answer(200);
    await stopped;
    expect(await server.store.webhooks.get(made.id)).toMatchObject({ status: 'delivered', attempts: 1 });
    expect(await server.store.webhooks.get(later.id)).toMatchObject({ status: 'pending', attemptedAt: null });
    expect(held).toEqual([]);
  });

  test('is broken off some seconds after that, at the cost of no attempt: another server may try at once', async () => {
    const { post, held } = holding();
    const made = await server.enqueue({ url: 'https://example.org/', retries: 0 });
    const running = server.serve({ post });
    await until(() => held[0]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let isStopped = false;
    const stopped = running.stop().then(() => {
      isStopped = true;
    });
    while (!isStopped) {
      await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(100);
    }
    vi.useRealTimers();
    await stopped;
    const { dueAt, attempts, status } = await server.store.webhooks.get(made.id);
    expect({ dueAt, attempts, status }).toEqual({ dueAt: START, attempts: 0, status: 'pending' });

    server.serve({ post: async () => ({ status: 200 }) });
    await server.untilDelivery(made, (delivery) => delivery.status === 'delivered');
  });

  test('is looked for by itself, without anybody’s word: what a command makes due goes out', async () => {
    const made = await server.enqueue({ url: receiver.url });
    server.serve();
    await server.untilDelivery(made, ({ status }) => status === 'delivered');
    const command = await server.openAgain();
    await command.webhooks.redeliver(made.id, OPERATOR);
    await until(() => receiver.received[1]);
  });

  test('goes on after the database could not be had for a while', async () => {
    const made = await server.enqueue({ url: receiver.url });
    const store = await server.openAgain();
    const look = vi.spyOn(store.database.db, 'selectFrom').mockImplementationOnce(() => {
      throw new Error('connection terminated');
    });
    const running = server.serve({ store });
    await until(() => server.log.find((line) => line.includes('polling for due webhooks failed')));
    expect(look).toHaveBeenCalled();
    running.wake();
    await server.untilDelivery(made, ({ status }) => status === 'delivered');
  });

  test('uses one secret where two servers make a project’s first at the same moment; it is stored sealed', async () => {
    const [quick, late] = [server.store, await server.openAgain()];
    let first = '';
    // The late one has seen that there is no secret; before it writes its own, the quick one has made one and used it.
    const { db: lateDb } = late.database;
    const update = lateDb.updateTable.bind(lateDb) as (table: 'projects') => object;
    vi.spyOn(lateDb, 'updateTable').mockImplementationOnce(((table: 'projects') =>
      beforeExecuting(update(table), async () => {
        first = await quick.webhookSecrets.reveal(server.projectId);
      })) as never);
    const second = await late.webhookSecrets.reveal(server.projectId);
    expect(first).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(second).toBe(first);
    expect(await quick.webhookSecrets.reveal(server.projectId)).toBe(first);
    const { db } = server.store.database;
    const rows = JSON.stringify(await db.selectFrom('projects').selectAll().execute());
    expect(rows).not.toContain(first.slice(6));
    // Bound to its project: another's row does not open it.
    const other = await server.store.projects.create('globex', OPERATOR);
    const { webhook_secret } = await db
      .selectFrom('projects')
      .select('webhook_secret')
      .where('id', '=', server.projectId)
      .executeTakeFirstOrThrow();
    await db.updateTable('projects').set({ webhook_secret }).where('id', '=', other.id).execute();
    await expect(server.store.webhookSecrets.reveal(other.id)).rejects.toThrow();
  });
});

/** A query that does something else just before it is executed. */
function beforeExecuting(query: object, act: () => Promise<void>): object {
  return new Proxy(query, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      if (String(name).startsWith('execute')) return () => act().then(() => method.call(target));
      return (...args: unknown[]) => beforeExecuting(method.apply(target, args) as object, act);
    },
  });
}
