import { hash } from 'node:crypto';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { ApiError } from '../base/errors.ts';
import { networkOf } from '../base/network.ts';
import { NO_SIBLINGS, type Siblings } from '../base/siblings.ts';
import type { Config } from '../config/config.ts';

export type FailureLimits = Pick<
  Config,
  'failedAttemptsPerAddress' | 'failedAttemptsPerKey' | 'failedAttemptsWindowMs'
>;

/** A customer with 256 IPv6 networks gets as many guesses as four with one. */
const NETWORKS_PER_SITE = 4;

/** Access keys share this many counters, so that made-up names cannot fill the memory. */
const KEY_COUNTERS = 65_536;

/**
 * Limits guesses at secrets: per address, and per access key over all addresses. So that no stranger can lock a key out, each address gets one guess at a key that has reached its limit.
 *
 * Each server counts on its own, in memory.
 */
export class FailedAttempts {
  readonly #perAddress: number;
  readonly #perKey: number;
  readonly #counters: RateLimiterAbstract;
  readonly #siblings: Siblings;
  readonly #windowMs: number;
  /** Until then a counter may be above zero. Usually nobody has failed, and there is nothing to look up. */
  #countedUntil = 0;

  constructor(limits: FailureLimits, siblings: Siblings = NO_SIBLINGS) {
    this.#perAddress = limits.failedAttemptsPerAddress;
    this.#perKey = limits.failedAttemptsPerKey;
    this.#windowMs = limits.failedAttemptsWindowMs;
    this.#counters = siblings.createLimiter('failed-attempts', {
      points: Number.MAX_SAFE_INTEGER,
      duration: limits.failedAttemptsWindowMs / 1000,
    });
    this.#siblings = siblings;
    siblings.hear('attempt-failed', () => this.#beginWindow());
  }

  /**
   * Call it before comparing a secret, and again before accepting it, so that parallel guesses get no more answers than
   * guesses one after the other.
   *
   * @throws {ApiError} `too-many-failures`
   */
  async check(address: string, accessKey?: string): Promise<void> {
    if (Date.now() >= this.#countedUntil) return;
    const source = networkOf(address);
    await this.#checkCounter(`address ${source}`, this.#perAddress);
    await this.#checkCounter(`site ${siteOf(address)}`, this.#perAddress * NETWORKS_PER_SITE);
    if (accessKey === undefined || this.#perKey === 0) return;
    const counter = counterOf(accessKey);
    const failures = await this.#counters.get(`key ${counter}`);
    if ((failures?.consumedPoints ?? 0) >= this.#perKey)
      await this.#checkCounter(`pair ${counter} ${source}`, 1);
  }

  /**
   * Call it for every wrong secret.
   *
   * @throws {ApiError} `too-many-failures` if parallel guesses have reached the limit meanwhile.
   */
  async count(address: string, accessKey?: string): Promise<void> {
    this.#beginWindow();
    this.#siblings.tell('attempt-failed', null);
    const source = networkOf(address);
    const ofAddress = this.#perAddress > 0 && (await this.#counters.penalty(`address ${source}`));
    const site = siteOf(address);
    const ofSite = site !== '' && this.#perAddress > 0 && (await this.#counters.penalty(`site ${site}`));
    if (accessKey !== undefined && this.#perKey > 0) {
      const counter = counterOf(accessKey);
      const ofKey = await this.#counters.penalty(`key ${counter}`);
      const ofPair = await this.#counters.penalty(`pair ${counter} ${source}`);
      if (ofKey.consumedPoints > this.#perKey && ofPair.consumedPoints > 1) throw refusalOf(ofPair);
    }
    if (ofAddress && ofAddress.consumedPoints > this.#perAddress) throw refusalOf(ofAddress);
    if (ofSite && ofSite.consumedPoints > this.#perAddress * NETWORKS_PER_SITE) throw refusalOf(ofSite);
  }

  #beginWindow(): void {
    this.#countedUntil = Date.now() + this.#windowMs;
  }

  async #checkCounter(name: string, limit: number): Promise<void> {
    const failures = limit === 0 ? null : await this.#counters.get(name);
    if (failures !== null && failures.consumedPoints >= limit) throw refusalOf(failures);
  }
}

/** The /56 of an IPv6 address, which many providers give to a customer; nothing for an IPv4 address. */
function siteOf(address: string): string {
  const site = networkOf(address, 56);
  return site.endsWith('/56') ? site : '';
}

function refusalOf({ msBeforeNext }: { msBeforeNext: number }): ApiError {
  return ApiError.of('too-many-failures', Math.max(1, Math.ceil(msBeforeNext / 1000)));
}

function counterOf(accessKey: string): number {
  return hash('sha256', accessKey, 'buffer').readUInt32BE(0) % KEY_COUNTERS;
}
