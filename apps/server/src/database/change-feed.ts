/**
 * The tables whose changes are told of. `waiting_tasks` is no table of its own: it names the rows of `tasks` that begin to wait, so that
 * workers hear of them and no cache has to.
 */
const WATCHED_TABLES = ['projects', 'access_keys', 'rooms', 'revocations', 'tasks', 'waiting_tasks'] as const;

export type WatchedTable = (typeof WATCHED_TABLES)[number];

export function isWatched(table: string): table is WatchedTable {
  return (WATCHED_TABLES as readonly string[]).includes(table);
}

export interface Change {
  /** `undefined` = every table may have changed. */
  readonly table: string | undefined;
  /** `undefined` = every row of the table may have changed. */
  readonly id: string | undefined;
}

export const EVERYTHING: Change = { table: undefined, id: undefined };

/** Reports changes, whichever process made them. */
export interface ChangeFeed {
  /**
   * Call it before using anything cached: `false` = changes may be missing, so the cache must not be used.
   */
  readonly look: () => boolean;
  /** How long ago it was known to be complete, in milliseconds. */
  readonly ageMs: () => number;
  readonly subscribe: (listener: (change: Change) => void) => void;
  /** Call it after changing or deleting a row on this server: the feed itself reports that later. */
  readonly announce: (table: WatchedTable, id: string) => void;
  /** Whether other processes of this server are yet to hear what was announced: wait for it before answering a client. */
  readonly told?: () => Promise<unknown> | undefined;
  readonly close: () => Promise<void>;
}

export class Listeners {
  readonly #listeners: ((change: Change) => void)[] = [];

  add(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
