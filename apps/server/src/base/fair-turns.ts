import { ApiError } from './errors.ts';

/**
 * Lets projects take turns at work that many may ask for at once: one project's hundred lists keep another's from being read no longer than
 * one of them takes. Between two pieces of work other requests run.
 */
export class FairTurns {
  readonly #parallel: number;
  readonly #maxWaiting: number;
  /** Those whose turn is next come first. */
  readonly #queues = new Map<string, (() => void)[]>();
  #running = 0;
  #waiting = 0;

  /**
   * @param parallel pieces of work at the same time
   * @param maxWaiting further ones that may wait, of all projects together
   */
  constructor(parallel: number, maxWaiting: number) {
    this.#parallel = parallel;
    this.#maxWaiting = maxWaiting;
  }

  /** @throws {ApiError} `server-busy` if too many wait. */
  async run<Result>(projectId: string, work: () => Promise<Result>): Promise<Result> {
    await this.#begin(projectId);
    try {
      return await work();
    } finally {
      setImmediate(() => this.#next());
    }
  }

  async #begin(projectId: string): Promise<void> {
    if (this.#running < this.#parallel && this.#waiting === 0) {
      this.#running++;
      return;
    }
    if (this.#waiting >= this.#maxWaiting) throw ApiError.of('server-busy');
    this.#waiting++;
    await new Promise<void>((resolve) => {
      const queue = this.#queues.get(projectId);
      if (queue === undefined) this.#queues.set(projectId, [resolve]);
      else queue.push(resolve);
    });
  }

  /** Hands the turn on: `#running` stays as it is unless nobody waits. */
  #next(): void {
    const [projectId, queue] = this.#queues.entries().next().value ?? [];
    const begin = queue?.shift();
    if (projectId === undefined || queue === undefined || begin === undefined) {
      this.#running--;
      return;
    }
    // To the end of the line, behind every other project.
    this.#queues.delete(projectId);
    if (queue.length > 0) this.#queues.set(projectId, queue);
    this.#waiting--;
    begin();
  }
}
