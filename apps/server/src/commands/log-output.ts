import { write } from 'node:fs';

/** How much may wait to be written, in bytes: some two thousand lines. */
const MAX_WAITING = 524_288;
/** How much one call writes: so much reaches a pipe in one piece, even if other processes of the server write to it too. */
const MAX_WRITE = 4096;
const RETRY_MS = 100;

/**
 * Standard error, where the log goes. It never waits and never throws: while the disk is full or nobody reads, lines are dropped and counted. pino's own
 * destinations wait in a loop that blocks the process, or grow without bound.
 */
export class LogOutput {
  /** Lines dropped since the start. */
  dropped = 0;
  /** Looking it up has Node.js make a pipe non-blocking, as for its own writes: a write would hold a thread for good. */
  readonly #fd = process.stderr.fd;
  readonly #onRecovered: (dropped: number) => void;
  readonly #lines: Buffer[] = [];
  #waitingBytes = 0;
  /** What could not be written yet of the lines that were taken. */
  #rest = Buffer.alloc(0);
  #isWriting = false;
  #told = 0;
  #idle: (() => void) | undefined;

  /** @param onRecovered called once lines can be written again, with the number of lines that were dropped meanwhile. */
  constructor(onRecovered: (dropped: number) => void) {
    this.#onRecovered = onRecovered;
  }

  write(line: string): void {
    const bytes = Buffer.from(line);
    if (this.#waitingBytes + bytes.length > MAX_WAITING) {
      this.dropped++;
      return;
    }
    this.#lines.push(bytes);
    this.#waitingBytes += bytes.length;
    if (!this.#isWriting) this.#writeNext();
  }

  /** Waits until everything is written, but not longer than `limitMs`. */
  async finish(limitMs: number): Promise<void> {
    if (!this.#isWriting) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.#idle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #writeNext(): void {
    if (this.#rest.length === 0) this.#rest = this.#take();
    if (this.#rest.length === 0) {
      this.#isWriting = false;
      this.#idle?.();
      return;
    }
    this.#isWriting = true;
    write(this.#fd, this.#rest, (error, written) => {
      if (error) {
        setTimeout(() => this.#writeNext(), RETRY_MS).unref();
        return;
      }
      this.#rest = this.#rest.subarray(written);
      this.#waitingBytes -= written;
      if (this.dropped > this.#told && this.#lines.length === 0) this.#tellDropped();
      this.#writeNext();
    });
  }

  #take(): Buffer<ArrayBuffer> {
    let count = 0;
    let bytes = 0;
    for (const line of this.#lines) {
      if (count > 0 && bytes + line.length > MAX_WRITE) break;
      count++;
      bytes += line.length;
    }
    return Buffer.concat(this.#lines.splice(0, count));
  }

  #tellDropped(): void {
    const dropped = this.dropped - this.#told;
    this.#told = this.dropped;
    this.#onRecovered(dropped);
  }
}
