import Type from 'typebox';
import { toIso } from '../base/time.ts';
import { ROOM_UUID_DESCRIPTION, type Room, WRITER_LIMIT_DESCRIPTION } from './room.ts';

/** Rooms as the management API shows them: unlike `/v5` it speaks of all projects. */
export const ManagedRoomObject = Type.Object(
  {
    uuid: Type.String({ description: ROOM_UUID_DESCRIPTION }),
    name: Type.String(),
    project: Type.Object({ id: Type.String(), name: Type.String() }),
    isRecord: Type.Boolean(),
    isBan: Type.Boolean(),
    limit: Type.Integer({ description: WRITER_LIMIT_DESCRIPTION }),
    createdAt: Type.String({ format: 'date-time' }),
  },
  { title: 'ManagedRoom' },
);

export function toManagedRoom(room: Room, projectName: string): Type.Static<typeof ManagedRoomObject> {
  return {
    uuid: room.uuid,
    name: room.name,
    project: { id: room.projectId, name: projectName },
    isRecord: room.isRecord,
    isBan: room.isBan,
    limit: room.writerLimit,
    createdAt: toIso(room.createdAt),
  };
}
