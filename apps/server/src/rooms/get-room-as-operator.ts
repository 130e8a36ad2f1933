import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import { ManagedRoomObject, toManagedRoomObject } from './room-view.ts';
import type { Rooms } from './rooms.ts';

/** `GET /v1/rooms/{uuid}` */
export function getRoomAsOperator(
  v1: TypedInstance,
  { rooms, projects }: { rooms: Rooms; projects: Projects },
): void {
  v1.route({
    method: 'GET',
    url: '/rooms/:uuid',
    ...adminOnly('rooms', 'Get a room of any project', { response: { 200: ManagedRoomObject } }),
    handler: async (request) => {
      const room = await rooms.get(pathPart(request, 'uuid'), undefined);
      const { name } = await projects.get({ id: room.projectId });
      return toManagedRoomObject(room, name);
    },
  });
}
