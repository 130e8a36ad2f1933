import { LRUCache } from 'lru-cache';
import type { Change, ChangeFeed, WatchedTable } from './change-feed.ts';

/** Which rows of a cache a change concerns: one by its key, all of them, or none. */
export type Concern = { readonly key: string } | 'all' | 'none';

/**
 * A bounded cache of what was read from the database. Whatever changes there, made here or elsewhere, is dropped from it, so
 * what it holds is what a query would give.
 */
export class RowCache<Value extends object> {
  readonly #feed: ChangeFeed;
  readonly #entries: LRUCache<string, Value>;
  #version = 0;

  constructor(feed: ChangeFeed, options: { maxEntries: number; concernOf: (change: Change) => Concern }) {
    this.#feed = feed;
    this.#entries = new LRUCache<string, Value>({ max: options.maxEntries });
    feed.subscribe((change) => this.#forget(options.concernOf(change)));
  }

  get(key: string): Value | undefined {
    return this.#feed.look() ? this.#entries.get(key) : undefined;
  }

  /** Puts what was read since `version` was taken; where something has changed meanwhile, it may be stale and is not kept. */
  set(key: string, value: Value, version: number): void {
    if (this.#feed.look() && version === this.#version) this.#entries.set(key, value);
  }

  /** To be taken before reading what is to be put. */
  version(): number {
    this.#feed.look();
    return this.#version;
  }

  #forget(concern: Concern): void {
    if (concern === 'none') return;
    this.#version++;
    if (concern === 'all') this.#entries.clear();
    else this.#entries.delete(concern.key);
  }
}

/** The usual concern: the rows of one table, cached under their ids. */
export function rowsOf(table: WatchedTable): (change: Change) => Concern {
  return (change) => {
    if (change.table === undefined) return 'all';
    if (change.table !== table) return 'none';
    return change.id === undefined ? 'all' : { key: change.id };
  };
}
