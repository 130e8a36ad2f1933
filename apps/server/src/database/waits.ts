/** Of the latest intervals, this share makes up the average. */
const SHARE = 1 / 16;
/** Until something has been measured. */
const FIRST_INTERVAL_MS = 1;

/** Who waits for a connection to the database, and how long whoever comes now would wait. */
export class Waits {
  #waiting = 0;
  #intervalMs = FIRST_INTERVAL_MS;
  /** When somebody last got a connection, or began to wait where nobody did. */
  #since = 0;
  /** When somebody began to wait where nobody did. */
  #unbrokenSince = 0;
  /** Whether somebody has waited ever since: only then does the time between two connections say what one takes. */
  #wasContended = false;

  get waiting(): number {
    return this.#waiting;
  }

  /** In milliseconds; 0 while nobody waits. It grows while the database is silent. */
  get expectedMs(): number {
    if (this.#waiting === 0) return 0;
    return performance.now() - this.#since + this.#waiting * this.#intervalMs;
  }

  /** How long there has always been somebody who waits, in milliseconds. */
  get unbrokenMs(): number {
    return this.#waiting === 0 ? 0 : performance.now() - this.#unbrokenSince;
  }

  begin(): void {
    if (this.#waiting === 0) {
      this.#since = performance.now();
      this.#unbrokenSince = this.#since;
      this.#wasContended = false;
    }
    this.#waiting++;
  }

  /** Somebody has a connection, or has given up. */
  end(): void {
    this.#waiting--;
    const now = performance.now();
    if (this.#wasContended) this.#intervalMs += (now - this.#since - this.#intervalMs) * SHARE;
    this.#since = now;
    this.#wasContended = this.#waiting > 0;
  }
}
