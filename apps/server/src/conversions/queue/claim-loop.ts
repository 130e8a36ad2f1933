import { ConversionPlaces, type Place } from './conversion-places.ts';
import type { Task } from './task.ts';

interface ClaimLoopUses {
  /** How many documents are converted at a time. */
  readonly concurrency: number;
  /** Takes the task whose turn it is, if any, of a project that `admits` accepts. */
  readonly claim: (admits: (projectId: string) => boolean) => Promise<Task | undefined>;
  readonly run: (task: Task, place: Place) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly quickMs?: number | undefined;
}

/**
 * Claims and runs tasks while one waits and a place is free. It holds no queue: the table alone says what waits, so a wake-up too many
 * costs one query, and the next makes up for a lost one.
 */
export class ClaimLoop {
  readonly #uses: ClaimLoopUses;
  readonly #places: ConversionPlaces;
  readonly #running = new Set<Promise<void>>();
  #claiming = Promise.resolve();
  #isClaiming = false;
  /** Whether a task may have begun to wait since the last claim. */
  #isWoken = false;
  #isStopped = false;

  constructor(uses: ClaimLoopUses) {
    this.#uses = uses;
    this.#places = new ConversionPlaces({ ...uses, onFree: () => this.wake() });
  }

  wake(): void {
    this.#isWoken = true;
    if (!this.#isClaiming) this.#claiming = this.#claimWhileFree();
  }

  async #claimWhileFree(): Promise<void> {
    this.#isClaiming = true;
    while (this.#isWoken && !this.#isStopped && this.#places.hasFree) {
      this.#isWoken = false;
      await this.#claimOne().catch(this.#uses.onError);
    }
    this.#isClaiming = false;
  }

  async #claimOne(): Promise<void> {
    const task = await this.#uses.claim((projectId) => this.#places.admits(projectId));
    if (task === undefined) return;
    // There may be more.
    this.#isWoken = true;
    const place = this.#places.enter(task.projectId);
    const running = this.#uses
      .run(task, place)
      .catch(this.#uses.onError)
      .finally(() => {
        this.#running.delete(running);
        place.leave();
      });
    this.#running.add(running);
  }

  /** Resolves once everything that runs has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#claiming;
    await Promise.all(this.#running);
  }
}
