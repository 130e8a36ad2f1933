/** After so many different texts, all marks are cleared. */
const MAX_MARKED = 20_000;
const MARK_BITS = 20;
/** Characters hashed from the middle and from the end of a text. */
const SAMPLE = 16;
/** Where the middle begins. The signature of a token is there or at the end, whatever the kind and the order of fields. */
const MIDDLE = 0.6;

/**
 * Admits a text to a cache when it comes for the second time: texts that come once would displace entries in use and burden the garbage collector.
 *
 * Two texts may share a mark; then one is admitted the first time. The marks take 128 kB.
 */
export class AdmissionFilter {
  readonly #marks = new Uint8Array(1 << (MARK_BITS - 3));
  #marked = 0;

  /** Tells whether the text came before, and marks it. */
  admits(text: string): boolean {
    const mark = markOf(text);
    const byte = mark >>> 3;
    const bit = 1 << (mark & 7);
    const marks = this.#marks[byte] ?? 0;
    if ((marks & bit) !== 0) return true;
    if (++this.#marked > MAX_MARKED) {
      this.#marks.fill(0);
      this.#marked = 1;
      this.#marks[byte] = bit;
    } else {
      this.#marks[byte] = marks | bit;
    }
    return false;
  }
}

function markOf(text: string): number {
  const { length } = text;
  let mixed = mix(length, text, Math.max(0, length - SAMPLE), length);
  const start = length <= 2 * SAMPLE ? 0 : Math.floor(length * MIDDLE);
  mixed = mix(mixed, text, start, Math.min(start + SAMPLE, length));
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) & ((1 << MARK_BITS) - 1);
}

function mix(seed: number, text: string, start: number, end: number): number {
  let mixed = seed;
  for (let at = start; at < end; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return mixed;
}
