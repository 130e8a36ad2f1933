/** Marks are kept for so many different texts, then forgotten all at once. */
const MAX_MARKED = 20_000;
const MARK_BITS = 20;
/** A text of up to twice as many characters is looked at as a whole; of a longer one so many from the middle and from the end. */
const SAMPLE = 16;
/** Where the middle begins: in a token of any kind and order of fields the signature is there or at the end. */
const MIDDLE = 0.6;

/**
 * Tells whether a text has been met lately. What is met once, and that is most of what is met where there are more keys than memory
 * holds, is not worth remembering: it would push out what is in use, and leave the garbage collector what lived just too long.
 *
 * Two texts may share a mark; then one is remembered at first sight. It takes 128 kB.
 */
export class SecondSight {
  readonly #marks = new Uint8Array(1 << (MARK_BITS - 3));
  #marked = 0;

  /** Whether the text was met before; from now on it was. */
  isSecond(text: string): boolean {
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
