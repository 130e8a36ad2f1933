import type { Progress } from './task-leases.ts';

/** Each write is one to disk: pages that come thick and fast share them. */
const MIN_INTERVAL_MS = 200;

/** Writes a task's progress: what somebody waits for at once, the rest together, and never two at a time. */
export class ProgressWriter {
  readonly #save: () => Promise<unknown>;
  #isChanged = false;
  #isAwaited = false;
  #isWriting = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #lastAt = Number.NEGATIVE_INFINITY;

  /** @param save writes what there is by then; a failure is left to the next write. */
  constructor(save: () => Promise<unknown>) {
    this.#save = save;
  }

  /** Notes that there is something new. @param isAwaited whether it is to be written at once. */
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
    this.#writing = this.#save()
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        this.#lastAt = performance.now();
        this.#isWriting = false;
        if (this.#isChanged) this.#schedule();
      });
  }

  /** Nothing is written once this resolves: what follows is the task's end. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#writing;
  }
}

/** What is there before anything is. */
export const NO_PROGRESS: Progress = { pageCount: null, pages: [], bytes: 0 };
