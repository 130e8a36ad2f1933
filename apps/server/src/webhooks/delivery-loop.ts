import type { FastifyBaseLogger } from 'fastify';
import { LRUCache } from 'lru-cache';
import { nextTurn } from '../base/next-turn.ts';
import { codeOf } from '../base/operator-error.ts';
import type { postJson } from '../outbound/post.ts';
import { type Attempt, failedAttempt, stateAfter } from './delivery-attempt.ts';
import { SlowHosts } from './slow-hosts.ts';
import type { DeliveryWithBody } from './webhook-delivery.ts';
import { signedHeaders } from './webhook-headers.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';
import type { DueDelivery, WebhookStore } from './webhook-store.ts';

/** Polls for retries, and for deliveries that other processes made due. */
const POLL_MS = 2000;
/** Concurrent attempts: in total, per project and per host, so that none of them holds up the others. */
const MAX_AT_ONCE = 64;
const MAX_OF_PROJECT = 4;
const MAX_TO_HOST = 2;
/** From the lookup of the name to the receiver's status. */
const ATTEMPT_MS = 10_000;
/** How long running attempts may take after the server was told to stop. */
const DRAIN_MS = 5000;
const READ_AT_A_TIME = 100;
/** A project whose receivers are all busy has no more looked at, and waits until one of them is free. */
const MAX_PAGES = 10;
/** How many projects' turns, and how many slow hosts, are remembered. */
const MAX_REMEMBERED = 10_000;

export type PostJson = typeof postJson;

export interface LoopUses {
  readonly store: WebhookStore;
  readonly secrets: WebhookSecrets;
  readonly post: PostJson;
  /** The setting `conversionAllowHosts`. */
  readonly allowHosts: readonly string[];
  readonly now: () => number;
  /** A number from 0 up to 1, for the jitter of retries. */
  readonly random: () => number;
}

interface RunningAttempt {
  readonly projectId: string;
  readonly host: string;
  readonly done: Promise<void>;
}

/**
 * Servers that share a database claim each delivery first, so one of them sends it.
 *
 * A receiver gets each delivery at least once: if a server dies between sending and recording that, it is sent again with the same
 * `webhook-id`.
 */
export class DeliveryLoop {
  readonly #uses: LoopUses;
  readonly #log: FastifyBaseLogger;
  readonly #running = new Set<RunningAttempt>();
  readonly #timer: NodeJS.Timeout;
  readonly #abort = new AbortController();
  /** When each project last had an attempt begun, as a running number: who has waited longest is next. */
  readonly #turns = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  #turn = 0;
  readonly #slowHosts = new SlowHosts(MAX_REMEMBERED);
  #isStopping = false;
  #isPollWanted = false;
  #polling: Promise<void> | undefined;

  constructor(uses: LoopUses, log: FastifyBaseLogger) {
    this.#uses = uses;
    this.#log = log;
    this.#timer = setInterval(() => this.wake(), POLL_MS).unref();
    this.wake();
  }

  wake(): void {
    this.#isPollWanted = true;
    this.#polling ??= this.#poll();
  }

  /** Starts no further attempt, and resolves when none is running: after `DRAIN_MS` at most. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#polling;
    const drainTimer = setTimeout(() => this.#abort.abort(), DRAIN_MS);
    await Promise.all([...this.#running].map(({ done }) => done));
    clearTimeout(drainTimer);
  }

  async #poll(): Promise<void> {
    while (this.#isPollWanted && !this.#isStopping) {
      this.#isPollWanted = false;
      try {
        await this.#startDue();
      } catch (error) {
        this.#log.warn({ err: error }, 'polling for due webhooks failed: retrying');
      }
    }
    this.#polling = undefined;
  }

  /** Projects take turns, so that nobody's many webhooks keep another's from being sent. */
  async #startDue(): Promise<void> {
    const { store, now } = this.#uses;
    const turnOf = (projectId: string) => this.#turns.peek(projectId) ?? 0;
    const projects = await store.listDueProjects(now(), MAX_REMEMBERED);
    for (const projectId of projects.sort((one, other) => turnOf(one) - turnOf(other))) {
      if (this.#isStopping || this.#running.size >= MAX_AT_ONCE) return;
      await this.#startDueOf(projectId);
    }
  }

  /** Claims only what can be sent at once: a lease that expires in a queue makes another server send it too. */
  async #startDueOf(projectId: string): Promise<void> {
    const { store, now } = this.#uses;
    let last: DueDelivery | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const due = await store.listDue(projectId, now(), READ_AT_A_TIME, last);
      for (const delivery of due) {
        if (this.#isStopping || !this.#hasRoomFor(projectId)) return;
        const host = hostOf(delivery.url);
        if (!this.#hasRoomTo(host)) continue;
        const claimed = await store.claim(delivery, now());
        if (claimed !== undefined) this.#begin(claimed, host);
      }
      if (due.length < READ_AT_A_TIME) return;
      last = due.at(-1);
      await nextTurn();
    }
  }

  #hasRoomFor(projectId: string): boolean {
    const ofProject = [...this.#running].filter((other) => other.projectId === projectId);
    return this.#running.size < MAX_AT_ONCE && ofProject.length < MAX_OF_PROJECT;
  }

  /** A host that let the last attempt hang gets one at a time, and not at once. */
  #hasRoomTo(host: string): boolean {
    const toHost = [...this.#running].filter((other) => other.host === host).length;
    const { now } = this.#uses;
    return this.#slowHosts.isSlow(host)
      ? toHost === 0 && this.#slowHosts.isDue(host, now())
      : toHost < MAX_TO_HOST;
  }

  #begin(delivery: DeliveryWithBody, host: string): void {
    this.#turns.set(delivery.projectId, ++this.#turn);
    const done = this.#deliver(delivery, host)
      .catch((err: unknown) => {
        // Not the receiver's fault, so no attempt is counted.
        const text = 'a webhook delivery failed inside the server: it is retried when its lease expires';
        this.#log.error({ delivery: delivery.id, err }, text);
      })
      .finally(() => {
        this.#running.delete(running);
        this.wake();
      });
    const running = { projectId: delivery.projectId, host, done };
    this.#running.add(running);
  }

  async #deliver(delivery: DeliveryWithBody, host: string): Promise<void> {
    const { store, secrets, now, random } = this.#uses;
    const secret = await secrets.reveal(delivery.projectId);
    const beganAt = now();
    const attempt = await this.#attempt(delivery, secret);
    const isHanging = 'error' in attempt && now() - beganAt >= ATTEMPT_MS;
    this.#slowHosts.note(host, isHanging, now());
    if ('error' in attempt && this.#abort.signal.aborted) {
      // Aborted by us: another server, or the next start, may retry at once.
      await store.settle(delivery, { ...delivery, dueAt: now() });
      return;
    }
    const state = stateAfter(delivery, attempt, now(), random());
    await store.settle(delivery, state);
    const { id, taskUuid } = delivery;
    const { status, attempts, responseStatus, error } = state;
    this.#log.info(
      { delivery: id, task: taskUuid, status, attempts, responseStatus, error },
      'webhook attempt finished',
    );
  }

  async #attempt(delivery: DeliveryWithBody, secret: string): Promise<Attempt> {
    const { post, allowHosts, now } = this.#uses;
    const { id, url, body } = delivery;
    const headers = signedHeaders(delivery, secret, now());
    try {
      const signal = this.#abort.signal;
      return await post({ url, body, headers, allowHosts, timeoutMs: ATTEMPT_MS, signal });
    } catch (error) {
      // Not the error itself: its message may hold the URL, which may hold a secret.
      const kind = error instanceof Error ? error.name : typeof error;
      this.#log.debug({ delivery: id, kind, code: codeOf(error) }, 'a webhook got no response');
      return failedAttempt(error);
    }
  }
}

/** Without the port: the limit protects a machine. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
