import { expect, test } from 'vitest';
import type { ChangeFeed } from './change-feed.ts';
import { RowCache } from './row-cache.ts';

function setUp({ beliefMs = 0, maxEntries = 10 } = {}) {
  const clock = { now: 1 };
  let version = 0;
  const feed: ChangeFeed = {
    beliefMs,
    version: () => version,
    announce: () => version++,
    close: async () => {},
  };
  const cache = new RowCache<{ name: string }>(feed, { maxEntries, now: () => clock.now });
  return { cache, feed, clock };
}

test('a row is found until something changes', () => {
  const { cache, feed } = setUp();
  cache.set('a', { name: 'a' }, cache.version());
  expect(cache.get('a')).toEqual({ name: 'a' });
  feed.announce();
  expect(cache.get('a')).toBeUndefined();
});

test('a row that was read before a change is not kept after it', () => {
  const { cache, feed } = setUp();
  const version = cache.version();
  feed.announce();
  cache.set('a', { name: 'stale' }, version);
  expect(cache.get('a')).toBeUndefined();
});

test('without word of a change a row is believed for beliefMs and no longer', () => {
  const { cache, clock } = setUp({ beliefMs: 2000 });
  cache.set('a', { name: 'a' }, cache.version());
  clock.now += 1999;
  expect(cache.get('a')).toBeDefined();
  clock.now += 2;
  expect(cache.get('a')).toBeUndefined();
});

test('holds no more than its bound', () => {
  const { cache } = setUp({ maxEntries: 3 });
  for (const key of ['a', 'b', 'c', 'd']) cache.set(key, { name: key }, cache.version());
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key) !== undefined)).toEqual(['b', 'c', 'd']);
});
