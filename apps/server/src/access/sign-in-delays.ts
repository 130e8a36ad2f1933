import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from '../base/errors.ts';
import { networkOf } from '../secrets/failed-attempts.ts';

/** From this wrong try on, an address has to wait before the next: so long at first, twice as long each time, and no longer than that. */
const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 900;
/** How long a wrong try counts. */
const REMEMBERED_SECONDS = 3600;

/**
 * Slows down whoever tries to sign in and is wrong again and again. A try counts before it is looked at, so that of many at the same time no
 * more are answered than of those made one after the other.
 *
 * Each server counts by itself, in memory.
 */
export class SignInDelays {
  readonly #tries = new RateLimiterMemory({ points: FREE_TRIES, duration: REMEMBERED_SECONDS });
  /** Who is in here has to wait. */
  readonly #waits = new RateLimiterMemory({ points: 1, duration: FIRST_WAIT_SECONDS });

  /**
   * To be told before what somebody signs in with is looked at.
   *
   * @throws {ApiError} `too-many-failures`
   */
  async begin(address: string): Promise<void> {
    const source = networkOf(address);
    const { consumedPoints } = await this.#tries.penalty(source);
    if (consumedPoints < FREE_TRIES) return;
    try {
      await this.#waits.consume(source, 1, { customDuration: waitAfter(consumedPoints) });
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // It was not looked at, so it was not wrong.
      await this.#tries.reward(source);
      throw ApiError.of('too-many-failures', Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  }

  /** To be told of whoever was right: they begin anew. */
  async forget(address: string): Promise<void> {
    const source = networkOf(address);
    await this.#tries.delete(source);
    await this.#waits.delete(source);
  }
}

function waitAfter(tries: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tries - FREE_TRIES));
}
