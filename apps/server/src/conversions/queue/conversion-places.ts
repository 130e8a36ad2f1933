import { ProjectTurns } from './project-turns.ts';

/** How long a download keeps other tasks from being claimed. */
const QUICK_MS = 1000;
/** Of tasks that are downloaded or wait to be converted, besides two for each that is converted. */
const SPARE_PLACES = 16;

interface PlacesUses {
  /** How many documents are converted at a time. */
  readonly concurrency: number;
  /** To be called when a task may be claimed that could not before. */
  readonly onFree: () => void;
  readonly quickMs?: number | undefined;
}

/** Where one claimed task stands. */
export interface Place {
  /**
   * To be called when its document is there: resolves when it is the task's turn to be converted.
   *
   * @throws the abort reason of `signal`.
   */
  readonly toConvert: (signal: AbortSignal) => Promise<void>;
  /** To be called at its end, however it ends. */
  readonly leave: () => void;
}

interface Entry {
  readonly projectId: string;
  readonly since: number;
  /** `slow` once others are claimed in spite of it. */
  stage: 'quick' | 'slow' | 'ready' | 'converting' | 'gone';
  begin: () => void;
}

/**
 * The tasks that this server has claimed. A host that sends its document slowly keeps nobody from being converted: a download takes no slot
 * of those that convert, and the places for downloads are shared among the projects.
 */
export class ConversionPlaces {
  readonly #uses: PlacesUses;
  readonly #entries = new Set<Entry>();
  readonly #turns = new ProjectTurns();
  #count = 0;

  constructor(uses: PlacesUses) {
    this.#uses = uses;
  }

  /** Whether to claim another task. Not ahead of need, so that the servers on one database share what waits. */
  get hasFree(): boolean {
    const { concurrency } = this.#uses;
    const busy = [...this.#entries].filter(({ stage }) => stage !== 'slow');
    return busy.length < concurrency;
  }

  /** Whether a task of the project may be claimed. The more places others hold, the fewer one project may: the last go to newcomers. */
  admits(projectId: string): boolean {
    const { concurrency } = this.#uses;
    const held = [...this.#entries].filter(({ stage }) => stage !== 'converting');
    const own = held.filter((entry) => entry.projectId === projectId).length;
    const free = 2 * concurrency + SPARE_PLACES - held.length;
    return own < Math.min(concurrency, free);
  }

  enter(projectId: string): Place {
    const entry: Entry = { projectId, since: this.#count++, stage: 'quick', begin: () => {} };
    this.#entries.add(entry);
    const timer = setTimeout(() => this.#move(entry, 'slow'), this.#uses.quickMs ?? QUICK_MS);
    return {
      toConvert: async (signal) => {
        clearTimeout(timer);
        await this.#turnOf(entry, signal);
      },
      leave: () => {
        clearTimeout(timer);
        this.#entries.delete(entry);
        this.#move(entry, 'gone');
      },
    };
  }

  async #turnOf(entry: Entry, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const turn = Promise.withResolvers<void>();
    const onAbort = () => turn.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    entry.begin = turn.resolve;
    this.#move(entry, 'ready');
    try {
      await turn.promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  #move(entry: Entry, stage: Entry['stage']): void {
    entry.stage = stage;
    this.#convertNext();
    this.#uses.onFree();
  }

  /** Of the projects whose documents are ready, those with the fewest conversions come first. */
  #convertNext(): void {
    const all = [...this.#entries];
    const converting = all.filter(({ stage }) => stage === 'converting');
    if (converting.length >= this.#uses.concurrency) return;
    const ready = all.filter(({ stage }) => stage === 'ready');
    const next = this.#turns.next(
      ready.map(({ projectId: id, since }) => ({
        id,
        since,
        running: converting.filter(({ projectId }) => projectId === id).length,
        maxRunning: Number.POSITIVE_INFINITY,
      })),
    );
    const first = ready.find(({ projectId }) => projectId === next);
    if (first === undefined) return;
    first.stage = 'converting';
    first.begin();
    this.#convertNext();
  }
}
