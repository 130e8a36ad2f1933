import { RateLimiter } from 'limiter';
import { LRUCache } from 'lru-cache';

/** What is used least is forgotten first, and begins anew. */
const MAX_REMEMBERED = 10_000;

/** How often each of many, such as keys or projects, does something on this server. */
export class Rates {
  readonly #interval: 'second' | 'minute';
  readonly #limiters = new LRUCache<string, RateLimiter>({ max: MAX_REMEMBERED });

  constructor(interval: 'second' | 'minute') {
    this.#interval = interval;
  }

  /**
   * Counts one more time, unless that exceeds `max` in an interval.
   *
   * @returns whole seconds until there is a time again; 0 if it was counted.
   */
  take(id: string, max: number): number {
    let limiter = this.#limiters.get(id);
    if (limiter?.tokenBucket.tokensPerInterval !== max) {
      limiter = new RateLimiter({ tokensPerInterval: max, interval: this.#interval });
      this.#limiters.set(id, limiter);
    }
    if (limiter.tryRemoveTokens(1)) return 0;
    // None is allowed at all: there is no better time.
    const waitMs = max < 1 ? limiter.tokenBucket.interval : limiter.getWaitTime(1);
    return Math.max(1, Math.ceil(waitMs / 1000));
  }
}
