import Type from 'typebox';
import { callerOf } from '../access/access.ts';
import type { Idempotency } from '../access/idempotency.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Room } from './room.ts';
import { RoomFields, RoomObject, toRoomDetails, toRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

/** `POST /v5/rooms` (spec §4) */
export function createRoom(
  v5: TypedInstance,
  { rooms, idempotency }: { rooms: Rooms; idempotency: Idempotency },
): void {
  v5.route({
    method: 'POST',
    url: '/rooms',
    config: { access: 'create-room', isIdempotent: true },
    schema: {
      tags: ['rooms'],
      operationId: 'createRoom',
      summary: 'Create a room',
      body: Type.Object(RoomFields),
      response: { 201: RoomObject },
    },
    handler: async (request, reply) => {
      const { key } = callerOf(request);
      const details = toRoomDetails(request.body);
      const answer = await idempotency.answer(request, {
        owner: key.projectId,
        create: (also) => rooms.create(key, details, also),
        toAnswer: (created: Room) => toRoomObject(created, key.teamUuid),
      });
      return reply.code(201).send(answer);
    },
  });
}
