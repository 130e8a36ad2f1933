import { LRUCache } from 'lru-cache';
import type { Change, ChangeFeed, WatchedTable } from './change-feed.ts';

/** Which cached rows a change concerns: one by its key, all, or none. */
export type Concern = { readonly key: string } | 'all' | 'none';

/**
 * A bounded cache that drops every row that changes, on this server or elsewhere.
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

  /** Stores a row that was read after `version` was taken, unless it may be stale. */
  set(key: string, value: Value, version: number): void {
    if (this.#feed.look() && version === this.#version) this.#entries.set(key, value);
  }

  /** Take it before reading a row for `set`. */
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

/** The concern of a cache that holds rows of one table under their ids. */
export function rowsOf(table: WatchedTable): (change: Change) => Concern {
  return (change) => {
    if (change.table === undefined) return 'all';
    if (change.table !== table) return 'none';
    return change.id === undefined ? 'all' : { key: change.id };
  };
}
