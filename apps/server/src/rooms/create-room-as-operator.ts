import { actorOf } from '../access/access.ts';
import { adminOnly, ProjectId, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import {
  ManagedRoomObject,
  RoomFields,
  type RoomUses,
  toManagedRoomObject,
  toRoomDetails,
} from './room-view.ts';

export function createRoomAsOperator(v1: TypedInstance, { rooms, projects }: RoomUses): void {
  v1.route({
    method: 'POST',
    url: '/rooms',
    ...adminOnly('createRoomAsOperator', 'rooms', 'Create a room in any project', {
      body: strictObject({ project: ProjectId, ...RoomFields }),
      response: { 201: ManagedRoomObject },
    }),
    handler: async (request, reply) => {
      const { project, ...fields } = request.body;
      const room = await rooms.createAsOperator(project, toRoomDetails(fields), actorOf(request));
      const { name } = await projects.get({ id: project });
      return reply.code(201).send(toManagedRoomObject(room, name));
    },
  });
}
