import { actorOf } from '../access/access.ts';
import { type Idempotency, ownerFor } from '../access/idempotency.ts';
import { adminOnly, ProjectId, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Room } from './room.ts';
import {
  ManagedRoomObject,
  RoomFields,
  type RoomUses,
  toManagedRoomObject,
  toRoomDetails,
} from './room-view.ts';

export function createRoomAsOperator(
  v1: TypedInstance,
  { rooms, projects, idempotency }: RoomUses & { idempotency: Idempotency },
): void {
  v1.route({
    method: 'POST',
    url: '/rooms',
    ...adminOnly('createRoomAsOperator', 'rooms', 'Create a room in any project', {
      body: strictObject({ project: ProjectId, ...RoomFields }),
      response: { 201: ManagedRoomObject },
    }),
    config: { access: 'createRoomAsOperator', isIdempotent: true },
    handler: async (request, reply) => {
      const { project, ...fields } = request.body;
      const details = toRoomDetails(fields);
      const { name } = await projects.get({ id: project });
      const answer = await idempotency.answer(request, {
        owner: ownerFor(request),
        create: (also) => rooms.createAsOperator(project, details, actorOf(request), also),
        toAnswer: (room: Room) => toManagedRoomObject(room, name),
      });
      return reply.code(201).send(answer);
    },
  });
}
