import type { Progress } from './task-leases.ts';

/** Each write goes to disk: pages that follow one another quickly share one. */
const MIN_INTERVAL_MS = 200;

/** Writes a task's progress, never two at a time: at once if somebody waits for it, otherwise bundled. */
export class ProgressWriter {
  readonly #save: () => Promise<unknown>;
  #isChanged = false;
  #isAwaited = false;
  #isWriting = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #lastAt = Number.NEGATIVE_INFINITY;

  /** @param save may fail: the next write makes up for it. */
  constructor(save: () => Promise<unknown>) {
    this.#save = save;
  }

  /** @param isAwaited whether to write at once. */
  changed(isAwaited = false): void {
    this.#isChanged = true;
    this.#isAwaited ||= isAwaited;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isClosed || this.#isWriting) return;
    clearTimeout(this.#timer);
    const waitMs = this.#isAwaited ? 0 : Math.max(0, this.#lastAt + MIN_INTERVAL_MS - performance.now());
    this.#timer = setTimeout(() => this.#write(), waitMs);
  }

  #write(): void {
    this.#isChanged = false;
    this.#isAwaited = false;
    this.#isWriting = true;
    const done = () => {
      this.#lastAt = performance.now();
      this.#isWriting = false;
      if (this.#isChanged) this.#schedule();
    };
    this.#writing = this.#save().then(done, done);
  }

  /** Nothing is written once this resolves. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#writing;
  }
}

export const NO_PROGRESS: Progress = { pageCount: null, pages: [], bytes: 0 };
