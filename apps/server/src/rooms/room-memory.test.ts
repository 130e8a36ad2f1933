import { createUuidV1 } from '@boardgate/token';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, type ChangeFeed, EVERYTHING, Listeners } from '../database/change-feed.ts';
import { RoomMemory } from './room-memory.ts';

function setUp() {
  const listeners = new Listeners();
  const feed: ChangeFeed = {
    look: () => true,
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
