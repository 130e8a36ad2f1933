import { expect, test } from 'vitest';
import { type Change, type ChangeFeed, EVERYTHING, Listeners } from './change-feed.ts';
import { RowCache, rowsOf } from './row-cache.ts';

function setUp({ maxEntries = 10 } = {}) {
  const listeners = new Listeners();
  const state = { isLive: true };
  const feed: ChangeFeed = {
    look: () => state.isLive,
    ageMs: () => 0,
    subscribe: (listener) => listeners.add(listener),
    announce: (table, id) => listeners.tell({ table, id }),
    close: async () => {},
  };
  const cache = new RowCache<{ name: string }>(feed, { maxEntries, concernOf: rowsOf('rooms') });
  const put = (key: string) => cache.set(key, { name: key }, cache.version());
  return { cache, put, state, tell: (change: Change) => listeners.tell(change) };
}

test('a row is cached until it changes; a change of another row or table does not matter', () => {
  const { cache, put, tell } = setUp();
  put('a');
  put('b');
  tell({ table: 'rooms', id: 'b' });
  tell({ table: 'projects', id: 'a' });
  expect(cache.get('a')).toEqual({ name: 'a' });
  expect(cache.get('b')).toBeUndefined();
  tell({ table: 'rooms', id: 'a' });
  expect(cache.get('a')).toBeUndefined();
});

test.each([EVERYTHING, { table: 'rooms', id: undefined }])(
  'a change of unknown rows empties it: %j',
  (change) => {
    const { cache, put, tell } = setUp();
    put('a');
    tell(change);
    expect(cache.get('a')).toBeUndefined();
  },
);

test('a row that was read before a change is not stored after it', () => {
  const { cache, tell } = setUp();
  const version = cache.version();
  tell({ table: 'rooms', id: 'other' });
  cache.set('a', { name: 'stale' }, version);
  expect(cache.get('a')).toBeUndefined();
});

test('while no changes are announced, nothing is read from the cache or stored in it', () => {
  const { cache, put, state } = setUp();
  put('a');
  state.isLive = false;
  expect(cache.get('a')).toBeUndefined();
  put('b');
  state.isLive = true;
  expect(cache.get('b')).toBeUndefined();
});

test('holds no more than its bound', () => {
  const { cache, put } = setUp({ maxEntries: 3 });
  for (const key of ['a', 'b', 'c', 'd']) put(key);
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key) !== undefined)).toEqual(['b', 'c', 'd']);
});
