import { timeOfUuidV1 } from './uuid-v1.ts';

/** The nonce in some of the vendor's own tokens: 13 digits of epoch milliseconds and `00`. */
const TIME_AND_ZEROS = /^[0-9]{13}00$/;

/**
 * Reads the time of issue from a nonce, in epoch milliseconds; `undefined` if it carries no time: several generators
 * write a random UUID (version 4).
 */
export function timeOfNonce(nonce: string): number | undefined {
  return TIME_AND_ZEROS.test(nonce) ? Number(nonce.slice(0, 13)) : timeOfUuidV1(nonce);
}
