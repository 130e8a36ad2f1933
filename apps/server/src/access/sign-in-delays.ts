import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from '../base/errors.ts';
import { networkOf } from '../base/network.ts';
import { NO_SIBLINGS, type Siblings } from '../base/siblings.ts';

/** Each wait is twice as long as the last, up to a limit. */
const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 900;
const REMEMBERED_SECONDS = 3600;

/**
 * Slows down wrong sign-ins, per server. A try counts before it is checked, so that parallel tries gain nothing.
 */
export class SignInDelays {
  readonly #tries: RateLimiterAbstract;
  readonly #waits: RateLimiterAbstract;

  constructor({ createLimiter }: Pick<Siblings, 'createLimiter'> = NO_SIBLINGS) {
    this.#tries = createLimiter('sign-ins', { points: FREE_TRIES, duration: REMEMBERED_SECONDS });
    this.#waits = createLimiter('sign-in-waits', { points: 1, duration: FIRST_WAIT_SECONDS });
  }

  /**
   * Counts a try, before its proof is checked.
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
      // Not checked, so not wrong.
      await this.#tries.reward(source);
      throw ApiError.of('too-many-failures', Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  }

  async forget(address: string): Promise<void> {
    const source = networkOf(address);
    await this.#tries.delete(source);
    await this.#waits.delete(source);
  }
}

function waitAfter(tries: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tries - FREE_TRIES));
}
