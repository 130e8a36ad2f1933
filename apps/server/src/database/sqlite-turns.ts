import { subscribe } from 'node:diagnostics_channel';
import { nextTurn } from '../base/next-turn.ts';
import { Waits } from './waits.ts';

/** How long transactions may follow one another before requests that need no database have a turn. */
const UNINTERRUPTED_MS = 1;
/** With many in the queue: what is read and answered in one turn of the event loop costs less than in ten. */
const UNINTERRUPTED_UNDER_LOAD_MS = 10;
const MANY = 32;

/** New connections so far. */
let connections = 0;
subscribe('net.server.socket', () => {
  connections++;
});

/**
 * Lets one user have SQLite's connection at a time, in the order in which they came. SQLite works in this thread: without a pause, hundreds
 * of transactions would follow one another before any other request is read.
 */
export class SqliteTurns {
  readonly waits = new Waits();
  readonly #queue: (() => void)[] = [];
  #isTaken = false;
  #pausedAt = 0;

  async begin(): Promise<void> {
    this.waits.begin();
    if (this.#isTaken) await new Promise<void>((resolve) => this.#queue.push(resolve));
    else this.#isTaken = true;
    const limitMs = this.#queue.length < MANY ? UNINTERRUPTED_MS : UNINTERRUPTED_UNDER_LOAD_MS;
    if (performance.now() - this.#pausedAt > limitMs) await this.#pause(limitMs);
    this.waits.end();
  }

  /**
   * For a turn. Node.js takes one new connection in it: where one came, more may wait, and another turn follows, for so many milliseconds at
   * most. Whoever connects gets half of the time, and no more.
   */
  async #pause(limitMs: number): Promise<void> {
    const began = performance.now();
    let before: number;
    do {
      before = connections;
      await nextTurn();
    } while (connections !== before && performance.now() - began < limitMs);
    this.#pausedAt = performance.now();
  }

  end(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}
