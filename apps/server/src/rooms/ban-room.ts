import Type from 'typebox';
import { actorOf, callerOf } from '../access/access.ts';
import { pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { BanFields, RoomObject, toRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

/** `PATCH /v5/rooms/{uuid}` (spec §4) */
export function banRoom(v5: TypedInstance, { rooms }: { rooms: Rooms }): void {
  v5.route({
    method: 'PATCH',
    url: '/rooms/:uuid',
    config: { access: 'ban-room' },
    schema: {
      tags: ['rooms'],
      operationId: 'banRoom',
      summary: 'Ban a room, or lift the ban',
      body: Type.Object(BanFields),
      response: { 201: RoomObject },
    },
    handler: async (request, reply) => {
      const { key } = callerOf(request);
      const { isBan } = request.body;
      const room = await rooms.setBan(pathPart(request, 'uuid'), key, isBan, actorOf(request));
      return reply.code(201).send(toRoomObject(room, key.teamUuid));
    },
  });
}
