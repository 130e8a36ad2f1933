import { callerOf } from '../access/access.ts';
import { pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { RoomObject, toRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

/** `GET /v5/rooms/{uuid}` (spec §4) */
export function getRoom(v5: TypedInstance, { rooms }: { rooms: Rooms }): void {
  v5.route({
    method: 'GET',
    url: '/rooms/:uuid',
    config: { access: 'get-room' },
    schema: { tags: ['rooms'], operationId: 'getRoom', summary: 'Get a room', response: { 200: RoomObject } },
    handler: async (request) => {
      const { key } = callerOf(request);
      return toRoomObject(await rooms.get(pathPart(request, 'uuid'), key.projectId), key.teamUuid);
    },
  });
}
