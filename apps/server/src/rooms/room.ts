import Type from 'typebox';

/** A room, as it is stored. */
export interface Room {
  /** UUID v1 as 32 lowercase hex digits. */
  readonly uuid: string;
  readonly projectId: string;
  readonly name: string;
  readonly isRecord: boolean;
  readonly isBan: boolean;
  /** Most writers inside at a time; 0 = any number. */
  readonly writerLimit: number;
  readonly createdAt: number;
}

export const ROOM_UUID_DESCRIPTION = 'UUID v1 as 32 lowercase hex digits';
export const WRITER_LIMIT_DESCRIPTION = 'Most writers at a time; 0 = any number';

/** The room object of the API (spec §4). */
export const RoomObject = Type.Object(
  {
    uuid: Type.String({ description: ROOM_UUID_DESCRIPTION }),
    name: Type.String(),
    teamUUID: Type.String(),
    appUUID: Type.String(),
    isRecord: Type.Boolean(),
    isBan: Type.Boolean(),
    createdAt: Type.String({ format: 'date-time' }),
    limit: Type.Integer({ description: WRITER_LIMIT_DESCRIPTION }),
  },
  { title: 'Room' },
);

export function toRoomObject(room: Room, teamUuid: string): Type.Static<typeof RoomObject> {
  return {
    uuid: room.uuid,
    name: room.name,
    teamUUID: teamUuid,
    appUUID: room.projectId,
    isRecord: room.isRecord,
    isBan: room.isBan,
    createdAt: new Date(room.createdAt).toISOString(),
    limit: room.writerLimit,
  };
}
