import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from '../base/errors.ts';
import { networkOf } from '../secrets/failed-attempts.ts';

/** After this many wrong tries an address must wait before the next one. Each wait is twice the one before, up to the longest. */
const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 900;
const REMEMBERED_SECONDS = 3600;

/**
 * Slows down repeated wrong sign-ins from one address. A try counts before it is checked, so that parallel tries gain nothing.
 *
 * Each server counts on its own, in memory.
 */
export class SignInDelays {
  readonly #tries = new RateLimiterMemory({ points: FREE_TRIES, duration: REMEMBERED_SECONDS });
  /** The addresses that must wait. */
  readonly #waits = new RateLimiterMemory({ points: 1, duration: FIRST_WAIT_SECONDS });

  /**
   * Call it before checking what somebody signs in with.
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
      // This try was not checked, so it does not count as wrong.
      await this.#tries.reward(source);
      throw ApiError.of('too-many-failures', Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  }

  /** Forgets the wrong tries of an address that has signed in. */
  async forget(address: string): Promise<void> {
    const source = networkOf(address);
    await this.#tries.delete(source);
    await this.#waits.delete(source);
  }
}

function waitAfter(tries: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tries - FREE_TRIES));
}
