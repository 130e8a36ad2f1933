import Type from 'typebox';
import { callerOf } from '../access/access.ts';
import { FairTurns } from '../base/fair-turns.ts';
import { integerFrom } from '../http/fields.ts';
import { sendBatches } from '../http/send-in-pieces.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { RoomObject, toRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** Rooms in memory at once: their names may have 2,048 characters each, and a client may read slowly. */
const BATCH = 20;

/** Batches that are read at the same time, of all projects, and that may wait for that. */
const PARALLEL = 4;
const MAX_WAITING = 1000;

const Query = Type.Object({
  beginUUID: Type.Optional(
    Type.String({
      description: 'Where the list begins: the uuid of a room; default: the oldest',
      'x-rule': 'must be given once',
    }),
  ),
  limit: Type.Optional(integerFrom(1, MAX_LIMIT, `Most rooms to list; default: ${DEFAULT_LIMIT}`)),
});

/** `GET /v5/rooms` (spec §4) */
export function listRooms(v5: TypedInstance, { rooms }: { rooms: Rooms }): void {
  const turns = new FairTurns(PARALLEL, MAX_WAITING);
  v5.route({
    method: 'GET',
    url: '/rooms',
    config: { access: 'list-rooms' },
    schema: {
      tags: ['rooms'],
      operationId: 'listRooms',
      summary: 'List rooms, oldest first',
      querystring: Query,
      response: { 200: Type.Array(RoomObject) },
    },
    handler: async (request, reply) => {
      const { projectId, teamUuid } = callerOf(request).key;
      const { beginUUID, limit = DEFAULT_LIMIT } = request.query;
      let left = limit;
      const read = async (begin: string | undefined, skip: number) => {
        const count = Math.min(left, BATCH) + skip;
        const found = await turns.run(projectId, () => rooms.list(projectId, begin, count));
        const batch = found.slice(skip);
        left -= batch.length;
        return batch.map((room) => toRoomObject(room, teamUuid));
      };
      const first = await read(beginUUID, 0);
      if (first.length < BATCH || left === 0) return first;
      return sendBatches(reply, first, async (before) => {
        const last = before.at(-1);
        return before.length < BATCH || left === 0 || last === undefined ? [] : read(last.uuid, 1);
      });
    },
  });
}
