const FIRST_MS = 10_000;
const FACTOR = 4;
const LONGEST_MS = 3_600_000;
/** Shortens waits at random, so that deliveries that failed together are not retried together. */
const JITTER = 0.2;

/**
 * The wait after a failed attempt, in milliseconds: 10 s, 40 s, 160 s and so on up to an hour, minus up to a fifth.
 *
 * @param attempts failed attempts so far, 1 or more.
 * @param random a number from 0 up to 1.
 */
export function backOffMs(attempts: number, random: number): number {
  const longest = Math.min(FIRST_MS * FACTOR ** (attempts - 1), LONGEST_MS);
  return Math.round(longest * (1 - JITTER * random));
}
