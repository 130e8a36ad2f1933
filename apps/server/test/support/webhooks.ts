import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { type Actor, START as START_ACTOR } from '../../src/audit/audit.ts';
import { loadConfig } from '../../src/config/config.ts';
import { postJson } from '../../src/outbound/post.ts';
import type { PostJson } from '../../src/webhooks/delivery-loop.ts';
import type { DeliveryWithBody } from '../../src/webhooks/webhook-delivery.ts';
import { type WebhookOrder, Webhooks } from '../../src/webhooks/webhooks.ts';
import type { TestDatabase } from './databases.ts';
import { type OpenServices, openServices } from './open-services.ts';
import { until } from './until.ts';

/** The time in every test, until it is moved. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/** The operator of webhooks in a test, past the API. */
export const OPERATOR: Actor = { name: 'command:test', address: undefined };

/** What a receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A project's own server: keeps what it gets, and answers as the test says. */
export class Receiver {
  readonly received: Received[] = [];
  answer: (response: ServerResponse, received: Received) => void = (response) => response.end();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received = {
      path: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    this.received.push(received);
    this.answer(response, received);
  }
}

/** Several servers' webhooks on one database, with a clock of the test's own. */
export class WebhookTest {
  readonly store: OpenServices;
  readonly projectId: string;
  readonly clock: { now: number };
  readonly at: TestDatabase;
  readonly log: string[] = [];
  readonly logger: Logger = pino({ level: 'trace' }, { write: (line: string) => this.log.push(line) });
  readonly #started: Webhooks[] = [];
  readonly #stores: OpenServices[];

  private constructor(at: TestDatabase, store: OpenServices, projectId: string, clock: { now: number }) {
    this.at = at;
    this.store = store;
    this.projectId = projectId;
    this.clock = clock;
    this.#stores = [store];
  }

  static async start(create: () => Promise<TestDatabase>): Promise<WebhookTest> {
    const at = await create();
    const clock = { now: START };
    const store = await open(at, clock);
    const { id } = await store.projects.create('acme', START_ACTOR);
    return new WebhookTest(at, store, id, clock);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#started.map((webhooks) => webhooks.stop()));
    for (const store of this.#stores) await store.database.close();
    await this.at.remove();
  }

  /** What another process would open: the same database, its own connections. */
  async openAgain(): Promise<OpenServices> {
    const store = await open(this.at, this.clock);
    this.#stores.push(store);
    return store;
  }

  /** A server that delivers, by default to this machine too, as an operator may allow. */
  serve({
    post = postJson,
    allowHosts = ['127.0.0.1'],
    random = 0,
    store = this.store,
  }: {
    post?: PostJson;
    allowHosts?: readonly string[];
    random?: number;
    store?: OpenServices;
  } = {}): Webhooks {
    const webhooks = new Webhooks({
      database: store.database,
      secrets: store.webhookSecrets,
      post,
      allowHosts,
      now: () => this.clock.now,
      random: () => random,
    });
    webhooks.start(this.logger);
    this.#started.push(webhooks);
    return webhooks;
  }

  /** Notes a webhook, as ending a task does. */
  async enqueue(order: Partial<WebhookOrder> & { url: string }): Promise<DeliveryWithBody> {
    const { webhooks, database } = this.store;
    const before = new Set((await this.everyDelivery()).map(({ id }) => id));
    await database.db.transaction().execute((trx) =>
      webhooks.enqueue(trx, {
        taskUuid: '0123456789abcdef0123456789abcdef',
        projectId: this.projectId,
        retries: 3,
        body: { code: 0 },
        ...order,
      }),
    );
    const made = (await this.everyDelivery()).find(({ id }) => !before.has(id));
    if (made === undefined) throw new Error('nothing was noted');
    return await this.store.webhooks.get(made.id);
  }

  everyDelivery() {
    return this.store.webhooks.list({ limit: 1000 });
  }

  /** The delivery once `isSo` is true of it. */
  async untilDelivery(
    { id }: { id: string },
    isSo: (delivery: DeliveryWithBody) => boolean,
  ): Promise<DeliveryWithBody> {
    return await until(async () => {
      const delivery = await this.store.webhooks.get(id);
      return isSo(delivery) ? delivery : undefined;
    });
  }
}

/** What a receiver that uses the library of Standard Webhooks makes of it at that time; throws where it refuses. */
export function verifyAsReceiver({ body, headers }: Received, secret: string, at: number): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  try {
    return new Webhook(secret).verify(body, { ...headers });
  } finally {
    vi.useRealTimers();
  }
}

function open({ dataDir, databaseUrl }: TestDatabase, clock: { now: number }): Promise<OpenServices> {
  return openServices({ ...loadConfig({}).config, dataDir, databaseUrl }, () => clock.now);
}
