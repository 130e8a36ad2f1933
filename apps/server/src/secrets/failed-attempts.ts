import { hash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { ApiError } from '../base/errors.ts';
import type { Config } from '../config/config.ts';

export type FailureLimits = Pick<
  Config,
  'failedAttemptsPerAddress' | 'failedAttemptsPerKey' | 'failedAttemptsWindowMs'
>;

/** Access keys share so many counters, so that made-up names cannot fill the memory. */
const KEY_COUNTERS = 65_536;

/**
 * Limits how often a secret may be guessed: per address, and per access key over all addresses. The second must not let a stranger lock a
 * key out, so it never refuses an address that has not failed: once a key has had its share of failures, an address gets
 * one guess at it instead of many, and right credentials from any other address work as before.
 *
 * Each server counts by itself, in memory.
 */
export class FailedAttempts {
  readonly #perAddress: number;
  readonly #perKey: number;
  readonly #counters: RateLimiterMemory;
  readonly #windowMs: number;
  /** Until then something may be counted: with no failure anywhere, which is the rule, there is nothing to look up. */
  #countedUntil = 0;

  constructor(limits: FailureLimits) {
    this.#perAddress = limits.failedAttemptsPerAddress;
    this.#perKey = limits.failedAttemptsPerKey;
    this.#windowMs = limits.failedAttemptsWindowMs;
    this.#counters = new RateLimiterMemory({
      points: Number.MAX_SAFE_INTEGER,
      duration: limits.failedAttemptsWindowMs / 1000,
    });
  }

  /**
   * To be asked before a secret is compared, and again before saying that it was right: of guesses made at the same time no more
   * shall be answered than of those made one after the other.
   *
   * @throws {ApiError} `too-many-failures`
   */
  async check(address: string, accessKey?: string): Promise<void> {
    if (Date.now() >= this.#countedUntil) return;
    const source = networkOf(address);
    await this.#checkCounter(`address ${source}`, this.#perAddress);
    if (accessKey === undefined || this.#perKey === 0) return;
    const counter = counterOf(accessKey);
    const failures = await this.#counters.get(`key ${counter}`);
    if ((failures?.consumedPoints ?? 0) >= this.#perKey)
      await this.#checkCounter(`pair ${counter} ${source}`, 1);
  }

  /**
   * To be told of every secret that was wrong.
   *
   * @throws {ApiError} `too-many-failures` where others that were compared at the same time have used up what there was.
   */
  async count(address: string, accessKey?: string): Promise<void> {
    this.#countedUntil = Date.now() + this.#windowMs;
    const source = networkOf(address);
    const ofAddress = this.#perAddress > 0 && (await this.#counters.penalty(`address ${source}`));
    if (accessKey !== undefined && this.#perKey > 0) {
      const counter = counterOf(accessKey);
      const ofKey = await this.#counters.penalty(`key ${counter}`);
      const ofPair = await this.#counters.penalty(`pair ${counter} ${source}`);
      if (ofKey.consumedPoints > this.#perKey && ofPair.consumedPoints > 1) throw refusalOf(ofPair);
    }
    if (ofAddress && ofAddress.consumedPoints > this.#perAddress) throw refusalOf(ofAddress);
  }

  async #checkCounter(name: string, limit: number): Promise<void> {
    const failures = limit === 0 ? null : await this.#counters.get(name);
    if (failures !== null && failures.consumedPoints >= limit) throw refusalOf(failures);
  }
}

function refusalOf({ msBeforeNext }: { msBeforeNext: number }): ApiError {
  return ApiError.of('too-many-failures', Math.max(1, Math.ceil(msBeforeNext / 1000)));
}

function counterOf(accessKey: string): number {
  return hash('sha256', accessKey, 'buffer').readUInt32BE(0) % KEY_COUNTERS;
}

/** Whoever has one IPv6 address usually has the 2^64 beside it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
