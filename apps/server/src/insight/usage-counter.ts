import { ROLES, type Role, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import type { AccessKey } from '../access/access-key.ts';
import type { ErrorCode } from '../base/errors.ts';
import type { Database } from '../database/database.ts';
import { ActivityCounter } from './activity-counter.ts';
import { type UsageRow, UsageStore } from './usage-store.ts';

const HOUR_MS = 3_600_000;

/** The counts of one key that are not written yet. */
interface Counts {
  readonly projectId: string;
  lastUsedAt: number;
  /** By kind and role: first issued, then refused. One small array a key. */
  readonly cells: number[];
}

export type CountedKey = Pick<AccessKey, 'accessKey' | 'projectId'>;

type Batch = Map<string, Counts>;

/**
 * Counts in memory, written once a second: a crash may lose the last second.
 */
export class UsageCounter {
  /** Sums over all keys by the minute, written together with the counts. */
  readonly #activity = new ActivityCounter();
  readonly #store: UsageStore;
  readonly #now: () => number;
  /** By hour. */
  readonly #batches = new Map<number, Batch>();
  #hour = Number.NaN;
  #batch: Batch = new Map();
  #writing: Promise<void> = Promise.resolve();

  constructor(database: Database, now: () => number) {
    this.#store = new UsageStore(database);
    this.#now = now;
  }

  countUse(key: CountedKey): void {
    this.#countsOf(key, this.#now());
  }

  countIssued(key: CountedKey, kind: TokenKind, role: Role): void {
    const now = this.#now();
    this.#activity.countIssued(kind, now);
    addOne(this.#countsOf(key, now).cells, indexOf(kind, role));
  }

  /**
   * Counts a refused request that named a key, or whose token did. It is not a use of the key.
   *
   * @param key `undefined` if no such key exists.
   */
  countRefused(key: CountedKey | undefined, kind: TokenKind, role: Role): void {
    const now = this.#now();
    this.#activity.countRefused(kind, now);
    if (key !== undefined) addOne(this.#countsOf(key, now, false).cells, CELLS + indexOf(kind, role));
  }

  countRefusal(code: ErrorCode): void {
    this.#activity.countRefusal(code, this.#now());
  }

  /** Writes the counts. If that fails, they stay for the next time. */
  flush(): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const batches = [...this.#batches];
    this.#batches.clear();
    this.#batch = new Map();
    this.#hour = Number.NaN;
    const activity = this.#activity.take();
    try {
      await this.#store.add(
        batches.map(([hour, batch]) => ({ hour, rows: toRows(batch) })),
        activity,
      );
    } catch (error) {
      for (const [hour, batch] of batches) this.#putBack(hour, batch);
      this.#activity.putBack(activity);
      throw error;
    }
  }

  #countsOf(key: CountedKey, now: number, isUse = true): Counts {
    const hour = now - (now % HOUR_MS);
    if (hour !== this.#hour) this.#turnTo(hour);
    let counts = this.#batch.get(key.accessKey);
    if (counts === undefined) {
      counts = newCounts(key.projectId);
      this.#batch.set(key.accessKey, counts);
    }
    if (isUse) counts.lastUsedAt = now;
    return counts;
  }

  #turnTo(hour: number): void {
    this.#hour = hour;
    this.#batch = this.#batches.get(hour) ?? new Map();
    this.#batches.set(hour, this.#batch);
  }

  #putBack(hour: number, batch: Batch): void {
    const current = this.#batches.get(hour);
    if (current === undefined) {
      this.#batches.set(hour, batch);
      return;
    }
    for (const [accessKey, late] of batch) {
      const counts = current.get(accessKey) ?? newCounts(late.projectId);
      counts.lastUsedAt = Math.max(counts.lastUsedAt, late.lastUsedAt);
      for (const [at, count] of late.cells.entries()) counts.cells[at] = (counts.cells[at] ?? 0) + count;
      current.set(accessKey, counts);
    }
  }
}

const CELLS = TOKEN_KINDS.length * ROLES.length;

function indexOf(kind: TokenKind, role: Role): number {
  return TOKEN_KINDS.indexOf(kind) * ROLES.length + ROLES.indexOf(role);
}

function newCounts(projectId: string): Counts {
  return { projectId, lastUsedAt: 0, cells: new Array<number>(2 * CELLS).fill(0) };
}

function addOne(cells: number[], at: number): void {
  cells[at] = (cells[at] ?? 0) + 1;
}

/** Sorted, so that servers that write at once take their locks in the same order. */
function toRows(batch: Batch): UsageRow[] {
  return [...batch]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([accessKey, { projectId, lastUsedAt, cells }]) => ({
      accessKey,
      projectId,
      lastUsedAt,
      cells: TOKEN_KINDS.flatMap((kind) =>
        ROLES.map((role) => {
          const at = indexOf(kind, role);
          return { kind, role, issued: cells[at] ?? 0, refused: cells[CELLS + at] ?? 0 };
        }),
      ).filter((cell) => cell.issued > 0 || cell.refused > 0),
    }));
}
