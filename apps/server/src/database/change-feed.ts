/** The tables whose changes are told of. */
export type WatchedTable = 'projects' | 'access_keys' | 'rooms' | 'revocations' | 'tasks';

/** A row that memory may hold, and that has changed. */
export interface Change {
  /** `undefined`: every table may have changed. */
  readonly table: string | undefined;
  /** `undefined`: every row of the table may have. */
  readonly id: string | undefined;
}

export const EVERYTHING: Change = { table: undefined, id: undefined };

/** Tells of changes to the stored projects, keys, rooms, revocations and tasks, whoever made them. */
export interface ChangeFeed {
  /**
   * Brings in what has changed. To be asked before believing anything kept in memory: `false` = there may be changes that
   * nobody told of, so nothing kept may be believed now.
   */
  readonly look: () => boolean;
  readonly subscribe: (listener: (change: Change) => void) => void;
  /** To be called once a row has been changed or deleted here: nobody hears at once of what they did themselves. */
  readonly announce: (table: WatchedTable, id: string) => void;
  readonly close: () => Promise<void>;
}

/** Whoever wants to hear of changes. */
export class Listeners {
  readonly #listeners: ((change: Change) => void)[] = [];

  add(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
