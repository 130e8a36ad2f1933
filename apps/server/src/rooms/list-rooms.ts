import Type from 'typebox';
import { callerOf } from '../access/access.ts';
import { integerFrom } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { RoomObject, toRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

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
    handler: async (request) => {
      const { key } = callerOf(request);
      const { beginUUID, limit = DEFAULT_LIMIT } = request.query;
      const page = await rooms.list(key.projectId, beginUUID, limit);
      return page.map((room) => toRoomObject(room, key.teamUuid));
    },
  });
}
