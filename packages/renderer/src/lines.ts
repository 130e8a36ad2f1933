/** Longest line either side accepts, in bytes. The longest sent is that of speaker notes, which are cut to a part of it. */
export const MAX_LINE_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;

/** Puts the pieces a socket delivers together to lines of UTF-8, and never holds more than one line of the longest length. */
export class LineReader {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #heldBytes = 0;

  constructor(maxBytes = MAX_LINE_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Gives the lines which this piece completes, without their newlines.
   *
   * @throws {RangeError} where a line is longer than allowed; the reader is of no use from then on.
   */
  push(piece: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, from)) {
      this.#hold(piece.subarray(from, end));
      lines.push(Buffer.concat(this.#pieces).toString('utf8'));
      this.#pieces = [];
      this.#heldBytes = 0;
      from = end + 1;
    }
    this.#hold(piece.subarray(from));
    return lines;
  }

  #hold(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#heldBytes += piece.length;
    if (this.#heldBytes > this.#maxBytes)
      throw new RangeError(`A line is longer than ${this.#maxBytes} bytes.`);
    this.#pieces.push(piece);
  }
}
