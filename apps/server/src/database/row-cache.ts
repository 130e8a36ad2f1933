import { LRUCache } from 'lru-cache';
import type { ChangeFeed } from './change-feed.ts';

/**
 * A bounded cache of what was read from the database. Whatever changes there, made here or elsewhere, empties it, so what
 * it holds is what a query would give.
 */
export class RowCache<Value extends object> {
  readonly #feed: ChangeFeed;
  readonly #entries: LRUCache<string, Value>;
  #version: number;

  constructor(feed: ChangeFeed, options: { maxEntries: number; now: () => number }) {
    this.#feed = feed;
    this.#version = feed.version();
    this.#entries = new LRUCache<string, Value>({
      max: options.maxEntries,
      ttl: feed.beliefMs,
      // A clock that starts at 0 would read as "no start" there.
      perf: { now: options.now },
      ttlResolution: 0,
    });
  }

  get(key: string): Value | undefined {
    this.#emptyIfChanged();
    return this.#entries.get(key);
  }

  /** Puts what was read since `version` was taken; where something has changed meanwhile, it may be stale and is not kept. */
  set(key: string, value: Value, version: number): void {
    this.#emptyIfChanged();
    if (version === this.#version) this.#entries.set(key, value);
  }

  /** To be taken before reading what is to be put. */
  version(): number {
    return this.#feed.version();
  }

  #emptyIfChanged(): void {
    const version = this.#feed.version();
    if (version === this.#version) return;
    this.#entries.clear();
    this.#version = version;
  }
}
