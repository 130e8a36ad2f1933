import { RateLimiterCluster } from 'rate-limiter-flexible';
import type { Siblings, Topic } from '../base/siblings.ts';
import { type FromWorker, isOurs, PLACE_VARIABLE, type Serving, type ToWorker } from './messages.ts';

const HEARD_LIMIT_MS = 1000;
const METRICS_LIMIT_MS = 3000;

/** The place of the worker that does what one process must do for the whole server. */
export const FIRST_PLACE = 1;

/** In a worker: its way to the process that runs it, and through that to the others. */
export class Worker {
  readonly place = Number(process.env[PLACE_VARIABLE]);
  /** The same for all workers. */
  readonly serverId = process.env.WORKER_SERVER_ID ?? '';
  /** Aborted once the server is to stop. */
  readonly stopping: AbortSignal;
  readonly #listeners = new Map<Topic, ((content: never, from: number) => void)[]>();
  readonly #endListeners: ((who: number) => void)[] = [];
  readonly #waiting = new Map<number, (text: string) => void>();
  #receipts = 0;
  #readMetrics: () => Promise<unknown> = async () => [];

  constructor() {
    const stopping = new AbortController();
    this.stopping = stopping.signal;
    process.on('message', (message) => {
      if (isOurs(message)) this.#receive(message as ToWorker, stopping);
    });
  }

  get isFirst(): boolean {
    return this.place === FIRST_PLACE;
  }

  readonly siblings: Siblings = {
    areNone: false,
    tell: (topic, content) => this.#send({ boardgate: true, type: 'tell', topic, content }),
    tellAndWait: async (topic, content) => {
      await this.#ask(HEARD_LIMIT_MS, (receipt) =>
        this.#send({ boardgate: true, type: 'tell', topic, content, receipt }),
      );
    },
    hear: (topic, listener) => {
      const listeners = this.#listeners.get(topic) ?? [];
      this.#listeners.set(topic, [...listeners, listener as (content: never, from: number) => void]);
    },
    onEnded: (listener) => this.#endListeners.push(listener),
    createLimiter: (keyPrefix, options) => new RateLimiterCluster({ ...options, keyPrefix }),
    metrics: {
      share: (read) => {
        this.#readMetrics = read;
      },
      read: () =>
        this.#ask(METRICS_LIMIT_MS, (receipt) =>
          this.#send({ boardgate: true, type: 'read-metrics', receipt }),
        ),
    },
  };

  /** Says that this process listens now. */
  serves(serving: Serving): void {
    this.#send({ boardgate: true, type: 'serving', serving });
    this.siblings.tell('begun', null);
  }

  /** What was asked for, or nothing if no answer comes in time. */
  #ask(limitMs: number, send: (receipt: number) => void): Promise<string> {
    const receipt = ++this.#receipts;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(receipt, ''), limitMs);
      this.#waiting.set(receipt, (text) => {
        clearTimeout(timer);
        resolve(text);
      });
      send(receipt);
    });
  }

  #settle(receipt: number, text: string): void {
    this.#waiting.get(receipt)?.(text);
    this.#waiting.delete(receipt);
  }

  #receive(message: ToWorker, stopping: AbortController): void {
    if (message.type === 'stop') stopping.abort();
    else if (message.type === 'told') this.#hear(message);
    else if (message.type === 'all-heard') this.#settle(message.receipt, '');
    else if (message.type === 'all-metrics') this.#settle(message.receipt, message.text);
    else if (message.type === 'ended') for (const listener of this.#endListeners) listener(message.who);
    else void this.#shareMetrics(message.receipt);
  }

  #hear({ topic, content, from, receipt }: Extract<ToWorker, { type: 'told' }>): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(content as never, from);
    if (receipt !== undefined) this.#send({ boardgate: true, type: 'heard', from, receipt });
  }

  async #shareMetrics(receipt: number): Promise<void> {
    const metrics = await this.#readMetrics().catch(() => []);
    this.#send({ boardgate: true, type: 'metrics', receipt, metrics });
  }

  /** Where the channel is gone, the process that ran this one is too, and Node.js ends it. */
  #send(message: FromWorker): void {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  }
}
