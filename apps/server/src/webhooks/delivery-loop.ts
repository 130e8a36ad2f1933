import type { FastifyBaseLogger } from 'fastify';
import { codeOf } from '../base/operator-error.ts';
import { type Attempt, failedAttempt, stateAfter } from './delivery-attempt.ts';
import type { DeliveryWithBody } from './webhook-delivery.ts';
import { signedHeaders } from './webhook-headers.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';
import type { DueDelivery, WebhookStore } from './webhook-store.ts';

/** Polls for retries and for webhooks that other processes queued. */
const LOOK_MS = 2000;
/** Attempts at a time: in all, for one project and to one host, so that no project or host holds up the others. */
const MAX_AT_ONCE = 8;
const MAX_OF_PROJECT = 4;
const MAX_TO_HOST = 2;
/** From the DNS look-up to the receiver's answer. */
const ATTEMPT_MS = 10_000;
/** How long attempts under way may take once the server stops. */
const DRAIN_MS = 5000;
const CHUNK = 100;

/** Sends a JSON text without following redirects. Throws an `OutboundError` if no answer comes. */
export type PostJson = (request: {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowHosts: readonly string[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}) => Promise<{ readonly status: number }>;

export interface LoopUses {
  readonly store: WebhookStore;
  readonly secrets: WebhookSecrets;
  readonly post: PostJson;
  /** Hosts that may be private: see the setting `conversionAllowHosts`. */
  readonly allowHosts: readonly string[];
  readonly now: () => number;
  /** From 0 up to 1, for the jitter of retries. */
  readonly random: () => number;
}

interface UnderWay {
  readonly projectId: string;
  readonly host: string;
  readonly done: Promise<void>;
}

/**
 * Sends due deliveries while the server runs. Servers on one database share the work: each claims a delivery first.
 *
 * A receiver gets each delivery at least once. If a server dies between sending and recording, the delivery is sent again with the same
 * `webhook-id`.
 */
export class DeliveryLoop {
  readonly #uses: LoopUses;
  readonly #log: FastifyBaseLogger;
  readonly #underWay = new Set<UnderWay>();
  readonly #timer: NodeJS.Timeout;
  readonly #breakOff = new AbortController();
  #isStopping = false;
  #isLookWanted = false;
  #looking: Promise<void> | undefined;

  constructor(uses: LoopUses, log: FastifyBaseLogger) {
    this.#uses = uses;
    this.#log = log;
    this.#timer = setInterval(() => this.wake(), LOOK_MS).unref();
    this.wake();
  }

  /** Looks for due deliveries now. */
  wake(): void {
    this.#isLookWanted = true;
    this.#looking ??= this.#look();
  }

  /** Starts no further attempt, and resolves a few seconds later at most, when none is under way. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#looking;
    const giveUp = setTimeout(() => this.#breakOff.abort(), DRAIN_MS);
    await Promise.all([...this.#underWay].map(({ done }) => done));
    clearTimeout(giveUp);
  }

  async #look(): Promise<void> {
    while (this.#isLookWanted && !this.#isStopping) {
      this.#isLookWanted = false;
      try {
        await this.#takeUpDue();
      } catch (error) {
        this.#log.warn({ err: error }, 'reading due webhooks failed; retrying');
      }
    }
    this.#looking = undefined;
  }

  /** Claims only what it can send now: if a lease ended while its delivery waited here, another server would send it too. */
  async #takeUpDue(): Promise<void> {
    const { store, now } = this.#uses;
    let last: DueDelivery | undefined;
    for (;;) {
      const due = await store.listDue(now(), CHUNK, last);
      for (const delivery of due) {
        if (this.#isStopping || this.#underWay.size >= MAX_AT_ONCE) return;
        const host = hostOf(delivery.url);
        if (!this.#hasRoom(delivery.projectId, host)) continue;
        const claimed = await store.claim(delivery, now());
        if (claimed !== undefined) this.#begin(claimed, host);
      }
      if (due.length < CHUNK) return;
      last = due.at(-1);
    }
  }

  #hasRoom(projectId: string, host: string): boolean {
    const all = [...this.#underWay];
    return (
      all.filter((other) => other.host === host).length < MAX_TO_HOST &&
      all.filter((other) => other.projectId === projectId).length < MAX_OF_PROJECT
    );
  }

  #begin(delivery: DeliveryWithBody, host: string): void {
    const done = this.#deliver(delivery)
      .catch((error: unknown) => {
        // Not the receiver's fault, so it costs no attempt: the delivery is due again when its lease ends.
        const facts = { delivery: delivery.id, err: error };
        this.#log.error(facts, 'handling a webhook failed: it is due again in a minute');
      })
      .finally(() => {
        this.#underWay.delete(underWay);
        this.wake();
      });
    const underWay = { projectId: delivery.projectId, host, done };
    this.#underWay.add(underWay);
  }

  async #deliver(delivery: DeliveryWithBody): Promise<void> {
    const { store, secrets, now, random } = this.#uses;
    const secret = await secrets.reveal(delivery.projectId);
    const attempt = await this.#attempt(delivery, secret);
    if ('error' in attempt && this.#breakOff.signal.aborted) {
      // This server aborted it: another server, or the next start, may try at once.
      await store.settle(delivery, { ...delivery, dueAt: now() });
      return;
    }
    const state = stateAfter(delivery, attempt, now(), random());
    await store.settle(delivery, state);
    const { id, taskUuid } = delivery;
    const { status, attempts, responseStatus, error } = state;
    this.#log.info(
      { delivery: id, task: taskUuid, status, attempts, responseStatus, error },
      'webhook tried',
    );
  }

  async #attempt(delivery: DeliveryWithBody, secret: string): Promise<Attempt> {
    const { post, allowHosts, now } = this.#uses;
    const { id, url, body } = delivery;
    const headers = signedHeaders(delivery, secret, now());
    try {
      const signal = this.#breakOff.signal;
      return await post({ url, body, headers, allowHosts, timeoutMs: ATTEMPT_MS, signal });
    } catch (error) {
      const attempt = failedAttempt(error);
      // Not the error itself: its message may hold the URL, which may hold a secret.
      const kind = error instanceof Error ? error.name : typeof error;
      this.#log.debug({ delivery: id, kind, code: codeOf(error) }, 'a webhook got no answer');
      return attempt;
    }
  }
}

/** Without the port: the limit protects one machine. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
