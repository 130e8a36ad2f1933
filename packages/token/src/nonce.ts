import { timeOfUuidV1 } from './uuid-v1.ts';

/** A form some of the vendor's own tokens carry: 13 digits of epoch milliseconds and `00`. */
const TIME_AND_ZEROS = /^[0-9]{13}00$/;

/**
 * When a token was issued, read from its nonce, in epoch milliseconds. `undefined` where the nonce carries no time:
 * several generators write a random UUID (version 4).
 */
export function timeOfNonce(nonce: string): number | undefined {
  return TIME_AND_ZEROS.test(nonce) ? Number(nonce.slice(0, 13)) : timeOfUuidV1(nonce);
}
