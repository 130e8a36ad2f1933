import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { isStorable, randomText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { DeliveryLoop, type LoopUses } from './delivery-loop.ts';
import type { Delivery, DeliveryWithBody } from './webhook-delivery.ts';
import { type DeliveryFilter, WebhookStore } from './webhook-store.ts';

/** 144 bits. */
const ID_LENGTH = 24;
const REMOVAL_CHUNK = 1000;

/** What is to be told, and to whom. */
export interface WebhookOrder {
  readonly taskUuid: string;
  readonly projectId: string;
  readonly url: string;
  /** How often it is tried again after a failed attempt. */
  readonly retries: number;
  readonly body: object;
}

interface WebhooksUses extends Omit<LoopUses, 'store' | 'random'> {
  readonly database: Database;
  readonly random?: () => number;
}

/** Tells the projects' own servers of tasks that have ended, and shows operators how that went. */
export class Webhooks {
  readonly #database: Database;
  readonly #store: WebhookStore;
  readonly #uses: LoopUses;
  #loop: DeliveryLoop | undefined;

  constructor({ database, random = Math.random, ...uses }: WebhooksUses) {
    this.#database = database;
    this.#store = new WebhookStore(database.db);
    this.#uses = { ...uses, random, store: this.#store };
  }

  /**
   * Notes what is to be sent, to the byte. It belongs in the transaction that ends the task: then either both are so, or neither. After
   * the commit, `wake`.
   */
  async enqueue(trx: Kysely<Schema>, order: WebhookOrder): Promise<void> {
    const now = this.#uses.now();
    await new WebhookStore(trx).create({
      id: `msg_${randomText(ID_LENGTH)}`,
      taskUuid: order.taskUuid,
      projectId: order.projectId,
      url: order.url,
      body: JSON.stringify(order.body),
      status: 'pending',
      attempts: 0,
      maxAttempts: 1 + order.retries,
      dueAt: now,
      createdAt: now,
      attemptedAt: null,
      responseStatus: null,
      error: null,
    });
  }

  /** Begins to send what is due, also of what other processes note. */
  start(log: FastifyBaseLogger): void {
    this.#loop ??= new DeliveryLoop(this.#uses, log);
  }

  /** Ends that. What is under way is finished, or broken off after a few seconds. */
  async stop(): Promise<void> {
    const loop = this.#loop;
    this.#loop = undefined;
    await loop?.stop();
  }

  /** Has what is due sent at once, where this process sends at all. */
  wake(): void {
    this.#loop?.wake();
  }

  /**
   * Newest first, after the delivery whose id is `after`.
   *
   * @throws {ApiError} where there is no delivery `after`.
   */
  async list({
    limit,
    after,
    ...filter
  }: DeliveryFilter & { limit: number; after?: string | undefined }): Promise<Delivery[]> {
    return await this.#store.list(filter, limit, after === undefined ? undefined : await this.get(after));
  }

  /** @throws {ApiError} where there is none. */
  get(id: string): Promise<DeliveryWithBody> {
    return getDelivery(this.#store, id);
  }

  /**
   * Makes a delivery due now, with all its attempts before it again, whatever became of it. It keeps its id and its body.
   *
   * @throws {ApiError} where there is none.
   */
  async redeliver(id: string, actor: Actor): Promise<Delivery> {
    const now = this.#uses.now();
    const delivery = await audited(this.#database, actor, now, async (trx, record) => {
      const store = new WebhookStore(trx);
      const before = await getDelivery(store, id);
      const state = {
        status: 'pending',
        attempts: 0,
        dueAt: now,
        responseStatus: null,
        error: null,
      } as const;
      const after = { ...before, ...state };
      await store.update(id, state);
      await record({
        action: 'webhook.redeliver',
        subject: id,
        projectId: before.projectId,
        before: snapshot(before),
        after: snapshot(after),
      });
      return after;
    });
    this.wake();
    return delivery;
  }

  /** Removes deliveries made before a time. Tells how many there were. */
  async removeBefore(time: number): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.#store.deleteBefore(time, REMOVAL_CHUNK);
      total += count;
      if (count < REMOVAL_CHUNK) return total;
      await new Promise(setImmediate);
    }
  }
}

async function getDelivery(store: WebhookStore, id: string): Promise<DeliveryWithBody> {
  const delivery = isStorable(id) ? await store.find(id) : undefined;
  if (delivery === undefined) throw ApiError.of('delivery-not-found', id);
  return delivery;
}

/** Without the URL: it may hold credentials, and the audit log is kept for good. */
function snapshot({ status, attempts, responseStatus, error }: Delivery): object {
  return { status, attempts, responseStatus, error };
}
