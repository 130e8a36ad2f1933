import { nextTurn } from '../base/next-turn.ts';
import { Waits } from './waits.ts';

/** How long transactions may follow one another before requests that need no database have a turn. */
const UNINTERRUPTED_MS = 1;

/** In a turn of the event loop Node.js takes one new connection: with many, one turn for each transaction would be too few. */
const TURNS_UNDER_LOAD = 4;
const MANY = 8;

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
    if (performance.now() - this.#pausedAt > UNINTERRUPTED_MS) await this.#pause();
    this.waits.end();
  }

  async #pause(): Promise<void> {
    const turns = this.#queue.length < MANY ? 1 : TURNS_UNDER_LOAD;
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    this.#pausedAt = performance.now();
  }

  end(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}
