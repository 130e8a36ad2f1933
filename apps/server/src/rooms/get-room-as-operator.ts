import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { ManagedRoomObject, type RoomUses, toManagedRoomObject } from './room-view.ts';

export function getRoomAsOperator(v1: TypedInstance, { rooms, projects }: RoomUses): void {
  v1.route({
    method: 'GET',
    url: '/rooms/:uuid',
    ...adminOnly('getRoomAsOperator', 'rooms', 'Get a room of any project', {
      response: { 200: ManagedRoomObject },
    }),
    handler: async (request) => {
      const room = await rooms.get(pathPart(request, 'uuid'), undefined);
      const { name } = await projects.get({ id: room.projectId });
      return toManagedRoomObject(room, name);
    },
  });
}
