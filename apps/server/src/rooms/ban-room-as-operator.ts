import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { BanFields, ManagedRoomObject, type RoomUses, toManagedRoomObject } from './room-view.ts';

export function banRoomAsOperator(v1: TypedInstance, { rooms, projects }: RoomUses): void {
  v1.route({
    method: 'PATCH',
    url: '/rooms/:uuid',
    ...adminOnly('banRoomAsOperator', 'rooms', 'Ban a room of any project, or lift the ban', {
      body: strictObject(BanFields),
      response: { 200: ManagedRoomObject },
    }),
    handler: async (request) => {
      const { isBan } = request.body;
      const room = await rooms.setBan(pathPart(request, 'uuid'), undefined, isBan, actorOf(request));
      const { name } = await projects.get({ id: room.projectId });
      return toManagedRoomObject(room, name);
    },
  });
}
