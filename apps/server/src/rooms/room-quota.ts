import type { AccessKey } from '../access/access-key.ts';
import type { AllQuotas } from '../access/policy.ts';
import { quotasOf } from '../access/quotas.ts';
import { ApiError } from '../base/errors.ts';
import { Rates } from '../base/rates.ts';
import type { Siblings } from '../base/siblings.ts';

/** No room is ever deleted alone: only an operator can make a place free. */
const NO_PLACE_RETRY_SECONDS = 3600;

/** How fast a project's clients create and ban rooms. */
export class RoomRates {
  readonly #rates: Rates;

  constructor(siblings?: Siblings) {
    this.#rates = new Rates('room-changes', 'minute', siblings);
  }

  /** @throws {ApiError} `rooms-exceeded` */
  count({ projectId, policy }: Pick<AccessKey, 'projectId' | 'policy'>): void {
    const { maxRoomChangesPerMinute: max } = quotasOf(policy, 'rooms');
    const seconds = this.#rates.take(projectId, max);
    if (seconds === 0) return;
    throw exceeded(`${max} were created or banned within a minute`, seconds, 'maxRoomChangesPerMinute', max);
  }
}

export function tooManyRooms(max: number): ApiError {
  return exceeded(`${max} exist already`, NO_PLACE_RETRY_SECONDS, 'maxRooms', max);
}

function exceeded(
  what: string,
  retrySeconds: number,
  quota: keyof AllQuotas['rooms'],
  max: number,
): ApiError {
  return ApiError.of('rooms-exceeded', what, retrySeconds, quota, max);
}
