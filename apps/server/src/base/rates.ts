import { RateLimiter } from 'limiter';
import { LRUCache } from 'lru-cache';
import { NO_SIBLINGS, type Siblings } from './siblings.ts';

/** What is used least is forgotten first, and begins anew. */
const MAX_REMEMBERED = 10_000;
/** How often the other processes are told what was taken here. */
const TELL_MS = 50;

/**
 * How often each of many, such as keys or projects, does something on this server. Other processes of the server learn of it a moment
 * later, and their share is then paid back: in the long run nobody gets more than the whole server allows.
 */
export class Rates {
  readonly #name: string;
  readonly #interval: 'second' | 'minute';
  readonly #siblings: Siblings;
  readonly #limiters = new LRUCache<string, RateLimiter>({ max: MAX_REMEMBERED });
  /** Taken here and not told yet: how many, of how many at most. */
  #untold = new Map<string, { count: number; max: number }>();

  /** @param name tells these rates from others of the same server. */
  constructor(name: string, interval: 'second' | 'minute', siblings: Siblings = NO_SIBLINGS) {
    this.#name = name;
    this.#interval = interval;
    this.#siblings = siblings;
    siblings.hear('rates-taken', ({ rates, taken }) => {
      if (rates !== name) return;
      for (const [id, count, max] of taken) this.#charge(id, count, max);
    });
  }

  /**
   * Counts one more time, unless that exceeds `max` in an interval.
   *
   * @returns whole seconds until there is a time again; 0 if it was counted.
   */
  take(id: string, max: number): number {
    const limiter = this.#limiterOf(id, max);
    if (limiter.tryRemoveTokens(1)) {
      if (!this.#siblings.areNone) this.#note(id, max);
      return 0;
    }
    // None is allowed at all: there is no better time.
    const waitMs = max < 1 ? limiter.tokenBucket.interval : limiter.getWaitTime(1);
    return Math.max(1, Math.ceil(waitMs / 1000));
  }

  #limiterOf(id: string, max: number): RateLimiter {
    const known = this.#limiters.get(id);
    if (known?.tokenBucket.tokensPerInterval === max) return known;
    const limiter = new RateLimiter({ tokensPerInterval: max, interval: this.#interval });
    this.#limiters.set(id, limiter);
    return limiter;
  }

  #note(id: string, max: number): void {
    if (this.#untold.size === 0) setTimeout(() => this.#tell(), TELL_MS).unref();
    const { count = 0 } = this.#untold.get(id) ?? {};
    this.#untold.set(id, { count: count + 1, max });
  }

  #tell(): void {
    const taken = [...this.#untold].map(([id, { count, max }]) => [id, count, max] as const);
    this.#untold = new Map();
    this.#siblings.tell('rates-taken', { rates: this.#name, taken });
  }

  /** What another process has let through is owed here, up to an interval's worth. */
  #charge(id: string, count: number, max: number): void {
    const { tokenBucket } = this.#limiterOf(id, max);
    tokenBucket.drip();
    tokenBucket.content = Math.max(-max, tokenBucket.content - count);
  }
}
