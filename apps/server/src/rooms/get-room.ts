import { ApiError } from '../errors.ts';
import { callerOf } from '../http/access.ts';
import type { TypedInstance } from '../typed-instance.ts';
import { RoomObject, toRoomObject } from './room.ts';
import type { Rooms } from './rooms.ts';

/** `GET /v5/rooms/{uuid}` (spec §4). */
export function getRoom(v5: TypedInstance, { rooms }: { rooms: Rooms }): void {
  v5.route({
    method: 'GET',
    url: '/rooms/:uuid',
    config: { access: { token: { sdk: 'writer', room: 'writer' } } },
    schema: { tags: ['rooms'], summary: 'Get a room', response: { 200: RoomObject } },
    handler: async (request) => {
      const { claims, key } = callerOf(request);
      const { uuid } = request.params as { uuid: string };
      const room = await rooms.get(uuid, key.projectId);
      // Whoever manages the project may look at a banned room; a token for the room itself is worth nothing any more.
      if (room.isBan && claims.kind === 'room') throw ApiError.of('room-banned');
      return toRoomObject(room, key.teamUuid);
    },
  });
}
