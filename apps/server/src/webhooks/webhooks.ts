import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { inChunks } from '../base/next-turn.ts';
import { isStorable, randomText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { DeliveryLoop, type LoopUses } from './delivery-loop.ts';
import type { Delivery, DeliveryWithBody } from './webhook-delivery.ts';
import { type DeliveryFilter, WebhookStore } from './webhook-store.ts';

/** 144 bits. */
const ID_LENGTH = 24;

/** The state of a delivery before its first attempt. */
const NEW = { status: 'pending', attempts: 0, responseStatus: null, error: null } as const;

export interface WebhookOrder {
  readonly taskUuid: string;
  readonly projectId: string;
  readonly url: string;
  /** How many attempts follow a failed one. */
  readonly retries: number;
  readonly body: object;
}

interface WebhooksUses extends Omit<LoopUses, 'store' | 'random'> {
  readonly database: Database;
  readonly random?: () => number;
}

/** Sends webhooks when tasks end, and shows operators the deliveries. */
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
   * Stores a delivery, in the transaction that ends the task. Call `wake` after the commit.
   */
  async enqueue(trx: Kysely<Schema>, order: WebhookOrder): Promise<void> {
    const now = this.#uses.now();
    await new WebhookStore(trx).create({
      id: `msg_${randomText(ID_LENGTH)}`,
      taskUuid: order.taskUuid,
      projectId: order.projectId,
      url: order.url,
      body: JSON.stringify(order.body),
      ...NEW,
      maxAttempts: 1 + order.retries,
      dueAt: now,
      createdAt: now,
      attemptedAt: null,
    });
  }

  start(log: FastifyBaseLogger): void {
    this.#loop ??= new DeliveryLoop(this.#uses, log);
  }

  /** Stops sending. Running attempts finish, or are aborted after a few seconds. */
  async stop(): Promise<void> {
    const loop = this.#loop;
    this.#loop = undefined;
    await loop?.stop();
  }

  wake(): void {
    this.#loop?.wake();
  }

  /**
   * Lists deliveries, newest first, after the one with the id `after`.
   *
   * @throws {ApiError} if there is no delivery `after`.
   */
  async list({
    limit,
    after,
    ...filter
  }: DeliveryFilter & { limit: number; after?: string | undefined }): Promise<Delivery[]> {
    return await this.#store.list(filter, limit, after === undefined ? undefined : await this.get(after));
  }

  /** @throws {ApiError} if there is none. */
  get(id: string): Promise<DeliveryWithBody> {
    return loadDelivery(this.#store, id);
  }

  /**
   * Makes a delivery due now, whatever its status, with all attempts available again.
   *
   * @throws {ApiError} if there is none.
   */
  async redeliver(id: string, actor: Actor): Promise<Delivery> {
    const now = this.#uses.now();
    const delivery = await audited(this.#database, actor, now, async (trx, record) => {
      const store = new WebhookStore(trx);
      const before = await loadDelivery(store, id);
      const state = { ...NEW, dueAt: now };
      await store.update(id, state);
      const [earlier, after] = [snapshot(before), snapshot({ ...before, ...state })];
      const { projectId } = before;
      await record({ action: 'webhook.redeliver', subject: id, projectId, before: earlier, after });
      return { ...before, ...state };
    });
    this.wake();
    return delivery;
  }

  removeBefore(time: number): Promise<number> {
    return inChunks((limit) => this.#store.deleteBefore(time, limit));
  }
}

async function loadDelivery(store: WebhookStore, id: string): Promise<DeliveryWithBody> {
  const delivery = isStorable(id) ? await store.find(id) : undefined;
  if (delivery === undefined) throw ApiError.of('delivery-not-found', id);
  return delivery;
}

/** Without the URL, which may hold credentials: the audit log is kept for ever. */
function snapshot({ status, attempts, responseStatus, error }: Delivery): object {
  return { status, attempts, responseStatus, error };
}
