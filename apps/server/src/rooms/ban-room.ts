import Type from 'typebox';
import { actorOf, callerOf } from '../access/access.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { RoomObject, toRoomObject } from './room.ts';
import type { Rooms } from './rooms.ts';

/** What a ban is asked for with, by whomever. */
export const BanBody = {
  isBan: Type.Boolean({
    description: 'Whether nobody may join any more, and whoever is inside has to leave',
    'x-rule': 'must be true or false',
  }),
};

/** `PATCH /v5/rooms/{uuid}` (spec §4). */
export function banRoom(v5: TypedInstance, { rooms }: { rooms: Rooms }): void {
  v5.route({
    method: 'PATCH',
    url: '/rooms/:uuid',
    config: { access: 'ban-room' },
    schema: {
      tags: ['rooms'],
      summary: 'Ban a room, or lift the ban',
      body: Type.Object(BanBody),
      response: { 201: RoomObject },
    },
    handler: async (request, reply) => {
      const { key } = callerOf(request);
      const { uuid } = request.params as { uuid: string };
      const room = await rooms.setBan(uuid, key.projectId, request.body.isBan, actorOf(request));
      return reply.code(201).send(toRoomObject(room, key.teamUuid));
    },
  });
}
