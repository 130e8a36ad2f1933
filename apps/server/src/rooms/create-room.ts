import Type from 'typebox';
import { callerOf } from '../access/access.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { RoomFields, RoomObject, toRoomDetails, toRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

/** `POST /v5/rooms` (spec §4) */
export function createRoom(v5: TypedInstance, { rooms }: { rooms: Rooms }): void {
  v5.route({
    method: 'POST',
    url: '/rooms',
    config: { access: 'create-room' },
    schema: {
      tags: ['rooms'],
      operationId: 'createRoom',
      summary: 'Create a room',
      body: Type.Object(RoomFields),
      response: { 201: RoomObject },
    },
    handler: async (request, reply) => {
      const { key } = callerOf(request);
      const room = await rooms.create(key, toRoomDetails(request.body));
      return reply.code(201).send(toRoomObject(room, key.teamUuid));
    },
  });
}
