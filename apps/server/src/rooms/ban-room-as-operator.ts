import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import { BanFields, ManagedRoomObject, toManagedRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

/** `PATCH /v1/rooms/{uuid}` */
export function banRoomAsOperator(
  v1: TypedInstance,
  { rooms, projects }: { rooms: Rooms; projects: Projects },
): void {
  v1.route({
    method: 'PATCH',
    url: '/rooms/:uuid',
    ...adminOnly('rooms', 'Ban a room of any project, or lift the ban', {
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
