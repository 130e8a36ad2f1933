import { ApiError } from '../base/errors.ts';
import { Rates } from '../base/rates.ts';
import type { Siblings } from '../base/siblings.ts';
import type { AccessKey } from './access-key.ts';
import { DEFAULT_QUOTAS } from './quotas.ts';

/** Keeps one access key from taking all that a server can do. */
export class RequestRates {
  readonly #rates: Rates;

  constructor(siblings?: Siblings) {
    this.#rates = new Rates('requests', 'second', siblings);
  }

  /**
   * Counts a request of somebody who has proved to have the key: nobody else can use up its requests.
   *
   * @throws {ApiError} `requests-exceeded`
   */
  count({ accessKey, policy }: AccessKey): void {
    const { maxRequestsPerSecond: max = DEFAULT_QUOTAS.requests.maxRequestsPerSecond } =
      policy?.requests ?? {};
    const seconds = this.#rates.take(accessKey, max);
    if (seconds > 0) throw ApiError.of('requests-exceeded', max, seconds);
  }
}
