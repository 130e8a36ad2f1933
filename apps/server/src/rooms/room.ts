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

/** The room object of the API (spec §4). */
export const RoomObject = Type.Object(
  {
    uuid: Type.String({ description: 'UUID v1 as 32 lowercase hex digits' }),
    name: Type.String(),
    teamUUID: Type.String(),
    appUUID: Type.String(),
    isRecord: Type.Boolean(),
    isBan: Type.Boolean(),
    createdAt: Type.String({ format: 'date-time' }),
    limit: Type.Integer({ description: 'Most writers at a time; 0 = any number' }),
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
