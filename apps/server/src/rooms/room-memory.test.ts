import { createUuidV1 } from '@boardgate/token';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, type ChangeFeed, EVERYTHING, Listeners } from '../database/change-feed.ts';
import { RoomMemory } from './room-memory.ts';

function setUp(isLive: () => boolean = () => true) {
  const listeners = new Listeners();
  const feed: ChangeFeed = {
    look: isLive,
    ageMs: () => 0,
    subscribe: (listener) => listeners.add(listener),
    announce: (table, id) => listeners.tell({ table, id }),
    close: async () => {},
  };
  const memory = new RoomMemory(feed);
  const put = (uuid: string, projectId: string, isBan = false) =>
    memory.set(uuid, { projectId, isBan }, memory.version());
  return { memory, put, tell: (change: Change) => listeners.tell(change) };
}

const newUuid = () => createUuidV1(1_750_000_000_000).replaceAll('-', '');

test('remembers the owner and the ban of a room, and forgets both when the room changes', () => {
  const { memory, put, tell } = setUp();
  const [a, b] = [newUuid(), newUuid()];
  put(a, 'p');
  put(b, 'p', true);
  expect([memory.get(a, 'p'), memory.get(b, 'p'), memory.get(a, 'q')]).toEqual(['open', 'banned', 'foreign']);
  tell({ table: 'rooms', id: a });
  expect([memory.get(a, 'p'), memory.get(b, 'p')]).toEqual([undefined, 'banned']);
  tell(EVERYTHING);
  expect(memory.get(b, 'p')).toBeUndefined();
});

test('does not store what was read before a change', () => {
  const { memory, tell } = setUp();
  const uuid = newUuid();
  const version = memory.version();
  tell({ table: 'rooms', id: newUuid() });
  memory.set(uuid, { projectId: 'p', isBan: false }, version);
  expect(memory.get(uuid, 'p')).toBeUndefined();
});

test('never gives a wrong answer, whatever is stored, replaced and forgotten', () => {
  const uuid = fc.integer({ min: 0, max: 40 }).map((n) => n.toString(16).padStart(32, '0'));
  const step = fc.oneof(
    fc.record({ put: uuid, project: fc.constantFrom('p', 'q', 'r'), isBan: fc.boolean() }),
    fc.record({ drop: uuid }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const { memory, put, tell } = setUp();
      const told = new Map<string, { project: string; isBan: boolean }>();
      for (const one of steps) {
        if ('put' in one) {
          put(one.put, one.project, one.isBan);
          told.set(one.put, one);
        } else {
          tell({ table: 'rooms', id: one.drop });
          told.delete(one.drop);
        }
      }
      for (let n = 0; n <= 40; n++) {
        const room = n.toString(16).padStart(32, '0');
        const known = told.get(room);
        for (const project of ['p', 'q']) {
          const right =
            known === undefined
              ? undefined
              : known.project !== project
                ? 'foreign'
                : known.isBan
                  ? 'banned'
                  : 'open';
          // A full bucket may have dropped a room; no other answer is right.
          expect([right, undefined]).toContain(memory.get(room, project));
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('holds nearly all of half a million rooms', () => {
  const { memory, put } = setUp();
  const rooms = Array.from({ length: 500_000 }, newUuid);
  for (const room of rooms) put(room, 'p');
  const kept = rooms.filter((room) => memory.get(room, 'p') === 'open').length;
  expect(kept / rooms.length).toBeGreaterThan(0.99);
});

test('while changes cannot be heard, nothing is known and nothing is stored', () => {
  let isLive = true;
  const { memory, put } = setUp(() => isLive);
  const [before, during] = [newUuid(), newUuid()];
  put(before, 'p');
  isLive = false;
  put(during, 'p');
  expect(memory.get(before, 'p')).toBeUndefined();
  isLive = true;
  expect([memory.get(before, 'p'), memory.get(during, 'p')]).toEqual(['open', undefined]);
});

test('changes of other tables are none of rooms', () => {
  const { memory, put, tell } = setUp();
  const uuid = newUuid();
  put(uuid, 'p');
  const before = memory.version();
  tell({ table: 'projects', id: uuid });
  expect([memory.version(), memory.get(uuid, 'p')]).toEqual([before, 'open']);
  tell({ table: 'rooms', id: newUuid() });
  expect(memory.version()).toBeGreaterThan(before);
});

test.each([0, 1, 2, 3])('tells apart rooms that differ in part %i of their uuids alone', (part) => {
  const { memory, put } = setUp();
  const withPart = (value: number) => {
    const parts = ['00000001', '00000001', '00000001', '00000001'];
    parts[part] = value.toString(16).padStart(8, '0');
    return parts.join('');
  };
  put(withPart(1), 'p');
  // Among so many some fall into the same bucket.
  let known = 0;
  for (let value = 2; value < 1_500_000; value++) if (memory.get(withPart(value), 'p') !== undefined) known++;
  expect(known).toBe(0);
});

test('in a full memory a new room takes the place of another one, in its own bucket', () => {
  const { memory, put } = setUp();
  let [unknown, wrong] = [0, 0];
  for (let number = 0; number < 2_600_000; number++) {
    // As evenly as a hash: consecutive numbers would fill the buckets in turn.
    const uuid = Math.imul(number, 0x9e37_79b1) >>> 0;
    const text = uuid.toString(16).padStart(8, '0').repeat(4);
    put(text, 'p', number % 2 === 1);
    const known = memory.get(text, 'p');
    if (known === undefined) unknown++;
    else if (known !== (number % 2 === 1 ? 'banned' : 'open')) wrong++;
  }
  expect([unknown, wrong]).toEqual([0, 0]);
});
