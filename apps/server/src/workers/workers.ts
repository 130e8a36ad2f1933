import cluster, { type Worker as Child } from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterClusterMaster } from 'rate-limiter-flexible';
import { type FromWorker, isOurs, PLACE_VARIABLE, type Serving, type ToWorker } from './messages.ts';
import { MetricsOfAll } from './metrics-of-all.ts';
import { FIRST_PLACE } from './worker.ts';

/** Before a worker that has died is replaced: at first, and at most. One that has lived for long is replaced at once. */
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 30_000;
const LONG_LIFE_MS = 10_000;
/** What a worker may take beyond its own limit before it is killed. */
const STOP_GRACE_MS = 1000;

/** How a worker has ended. */
export interface Death {
  readonly pid: number | undefined;
  readonly code: number | null;
  readonly signal: string | null;
  readonly pauseMs: number;
}

/** A word that others have to have heard. */
interface Word {
  readonly from: Child;
  readonly unheardBy: Set<number>;
}

/** Runs the workers of a server: starts them, replaces those that die, and passes on what they tell each other. It serves nothing itself. */
export class Workers {
  readonly #count: number;
  readonly #onDeath: (death: Death) => void;
  readonly #serverId = randomUUID().replaceAll('-', '');
  readonly #metrics = new MetricsOfAll();
  readonly #words = new Map<string, Word>();
  readonly #stopping = new AbortController();

  constructor(count: number, onDeath: (death: Death) => void) {
    this.#count = count;
    this.#onDeath = onDeath;
    new RateLimiterClusterMaster();
    cluster.on('message', (from, message) => {
      if (isOurs(message)) this.#receive(from, message as FromWorker);
    });
    cluster.on('exit', (child) => this.#noteEnd(child));
  }

  /**
   * Starts the workers, the first one before the others, because what is wrong with one is wrong with all.
   *
   * @returns what the first one says; `undefined` if it has ended instead.
   */
  async start(): Promise<Serving | undefined> {
    const first = await this.#startOne(FIRST_PLACE);
    // The first one may have been told to stop before it said so: nobody would stop the others.
    if (first === undefined || this.#stopping.signal.aborted) return undefined;
    const places = Array.from({ length: this.#count - 1 }, (_, index) => FIRST_PLACE + 1 + index);
    const others = await Promise.all(places.map((place) => this.#startOne(place)));
    return others.includes(undefined) ? undefined : first;
  }

  /** Stops them all, and kills those that take longer than `limitMs`. Whether all have ended as they should. */
  async stop(limitMs: number): Promise<boolean> {
    this.#stopping.abort();
    const children = this.#children;
    const ends = children.map((child) => (child.isDead() ? undefined : once(child, 'exit')));
    for (const child of children) send(child, { boardgate: true, type: 'stop' });
    const killer = setTimeout(() => {
      for (const child of children) child.process.kill('SIGKILL');
    }, limitMs + STOP_GRACE_MS);
    await Promise.all(ends);
    clearTimeout(killer);
    return children.every(({ process: { exitCode } }) => exitCode === 0);
  }

  get #children(): Child[] {
    return Object.values(cluster.workers ?? {}).filter((child) => child !== undefined);
  }

  #startOne(place: number, pauseMs = FIRST_PAUSE_MS): Promise<Serving | undefined> {
    const startedAt = performance.now();
    const child = cluster.fork({ [PLACE_VARIABLE]: place, WORKER_SERVER_ID: this.#serverId });
    return new Promise((resolve) => {
      let hasServed = false;
      child.on('message', (message) => {
        if (!isOurs(message) || (message as FromWorker).type !== 'serving') return;
        hasServed = true;
        resolve((message as Extract<FromWorker, { type: 'serving' }>).serving);
      });
      child.once('exit', (code: number | null, signal: string | null) => {
        resolve(undefined);
        // At the first start whoever waits for it decides; it says itself what was wrong.
        if (this.#stopping.signal.aborted || (!hasServed && pauseMs === FIRST_PAUSE_MS)) return;
        const wait = performance.now() - startedAt >= LONG_LIFE_MS ? 0 : pauseMs;
        this.#onDeath({ pid: child.process.pid, code, signal, pauseMs: wait });
        void this.#replace(place, wait);
      });
    });
  }

  async #replace(place: number, pauseMs: number): Promise<void> {
    const isDue = await sleep(pauseMs, true, { signal: this.#stopping.signal }).catch(() => false);
    if (!isDue) return;
    this.#metrics.noteReplacement();
    await this.#startOne(place, Math.min(MAX_PAUSE_MS, Math.max(2 * FIRST_PAUSE_MS, 2 * pauseMs)));
  }

  #receive(from: Child, message: FromWorker): void {
    if (message.type === 'tell') this.#passOn(from, message);
    else if (message.type === 'heard') this.#noteHeard(`${message.from} ${message.receipt}`, from.id);
    else if (message.type === 'read-metrics') void this.#answerMetrics(from, message.receipt);
    else if (message.type === 'metrics') this.#metrics.note(from.id, message.receipt, message.metrics);
  }

  #passOn(from: Child, { topic, content, receipt }: Extract<FromWorker, { type: 'tell' }>): void {
    const others = this.#children.filter((child) => child !== from && child.isConnected());
    if (receipt !== undefined) {
      const name = `${from.id} ${receipt}`;
      this.#words.set(name, { from, unheardBy: new Set(others.map(({ id }) => id)) });
      this.#noteHeard(name);
    }
    const told = { boardgate: true, type: 'told', topic, content, from: from.id } as const;
    for (const child of others) send(child, receipt === undefined ? told : { ...told, receipt });
  }

  #noteHeard(name: string, by?: number): void {
    const word = this.#words.get(name);
    if (by !== undefined) word?.unheardBy.delete(by);
    if (word === undefined || word.unheardBy.size > 0) return;
    this.#words.delete(name);
    send(word.from, { boardgate: true, type: 'all-heard', receipt: Number(name.split(' ')[1]) });
  }

  async #answerMetrics(to: Child, receipt: number): Promise<void> {
    const children = this.#children.filter((child) => child.isConnected());
    const text = await this.#metrics.read(
      children.map(({ id }) => id),
      (asked) => {
        for (const child of children) send(child, { boardgate: true, type: 'share-metrics', receipt: asked });
      },
    );
    send(to, { boardgate: true, type: 'all-metrics', receipt, text });
  }

  #noteEnd({ id }: Child): void {
    this.#metrics.noteEnd(id);
    for (const [name, { from }] of this.#words) {
      if (from.id === id) this.#words.delete(name);
      else this.#noteHeard(name, id);
    }
    for (const child of this.#children) send(child, { boardgate: true, type: 'ended', who: id });
  }
}

/** Whoever is gone does not need to hear it. */
function send(child: Child, message: ToWorker): void {
  if (child.isConnected()) child.send(message, undefined, undefined, () => {});
}
