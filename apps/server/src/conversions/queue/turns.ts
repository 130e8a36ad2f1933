import PQueue from 'p-queue';

/**
 * Who converts when. A turn is no task: whoever gets one takes the task whose turn it is out of the table, which alone is the truth. So
 * turns may be lost, doubled or come late, and tasks may change places while they wait.
 */
export interface Turns {
  /** Sees to it that a turn comes: at once, or as soon as fewer than `concurrency` are taken. */
  wake(): void;
  /** No further turn begins. */
  stop(): Promise<void>;
}

/** Turns of one process. */
export class LocalTurns implements Turns {
  readonly #queue: PQueue;
  readonly #take: () => Promise<void>;

  constructor(concurrency: number, take: () => Promise<void>) {
    this.#queue = new PQueue({ concurrency });
    this.#take = take;
  }

  wake(): void {
    // One that waits will do: a turn that finds a task asks for the next.
    if (this.#queue.size === 0 && !this.#queue.isPaused) void this.#queue.add(this.#take);
  }

  async stop(): Promise<void> {
    this.#queue.pause();
    this.#queue.clear();
    await this.#queue.onPendingZero();
  }
}
