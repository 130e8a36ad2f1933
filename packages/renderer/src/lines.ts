/** Of either side. Speaker notes, the longest line sent, are limited to half of it. */
const MAX_LINE_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;

/** Assembles lines of UTF-8 from the pieces of a socket, within bounded memory. */
export class LineReader {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #heldBytes = 0;

  constructor(maxBytes = MAX_LINE_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /**
   * @returns the lines that the piece completes, without newlines.
   * @throws {RangeError} if a line is too long. Then do not use the reader any more.
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
