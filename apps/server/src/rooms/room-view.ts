import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import { isStorable } from '../base/text.ts';
import { toIso } from '../base/time.ts';
import { Time, trueOrFalse } from '../http/fields.ts';
import type { Projects } from '../projects/projects.ts';
import type { Room } from './room.ts';
import { MAX_ROOM_NAME_LENGTH as MAX_NAME_LENGTH } from './room-name.ts';
import type { RoomDetails, Rooms } from './rooms.ts';

const NAME_RULE = `must be a string of at most ${MAX_NAME_LENGTH} characters of well-formed Unicode, without NUL`;

export const RoomFields = {
  name: Type.Optional(
    Type.String({ maxLength: MAX_NAME_LENGTH, description: 'Default: empty', 'x-rule': NAME_RULE }),
  ),
  isRecord: Type.Optional(trueOrFalse('Whether the room is recorded; default: false')),
  limit: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Most writers at a time; default: 0, any number',
      'x-rule': 'must be an integer, 0 (= any number of writers) or more',
    }),
  ),
};

/** @throws {ApiError} if the databases cannot store the name. */
export function toRoomDetails({
  name = '',
  isRecord = false,
  limit = 0,
}: Type.Static<Type.TObject<typeof RoomFields>>): RoomDetails {
  if (!isStorable(name))
    throw ApiError.of('field-invalid', 'name', NAME_RULE, { rule: 'text', min: 0, max: MAX_NAME_LENGTH });
  return { name, isRecord, writerLimit: limit };
}

export const BanFields = {
  isBan: trueOrFalse('Whether the room is closed: nobody may join, and everyone inside has to leave'),
};

const Uuid = Type.String({ description: 'UUID v1 as 32 lowercase hex digits' });
const WriterLimit = Type.Integer({ description: 'Most writers at a time; 0 = any number' });

export const RoomObject = Type.Object(
  {
    uuid: Uuid,
    name: Type.String(),
    teamUUID: Type.String(),
    appUUID: Type.String(),
    isRecord: Type.Boolean(),
    isBan: Type.Boolean(),
    createdAt: Time,
    limit: WriterLimit,
  },
  { title: 'Room' },
);

export function toRoomObject(room: Room, teamUuid: string): Type.Static<typeof RoomObject> {
  return { ...toCommon(room), teamUUID: teamUuid, appUUID: room.projectId };
}

/** What the operations of `/v1` on rooms use. */
export interface RoomUses {
  readonly rooms: Rooms;
  readonly projects: Projects;
}

/** A room in the management API, which shows the rooms of every project. */
export const ManagedRoomObject = Type.Object(
  {
    uuid: Uuid,
    name: Type.String(),
    project: Type.Object({ id: Type.String(), name: Type.String() }),
    isRecord: Type.Boolean(),
    isBan: Type.Boolean(),
    limit: WriterLimit,
    createdAt: Time,
  },
  { title: 'ManagedRoom' },
);

export function toManagedRoomObject(room: Room, projectName: string): Type.Static<typeof ManagedRoomObject> {
  return { ...toCommon(room), project: { id: room.projectId, name: projectName } };
}

function toCommon({ uuid, name, isRecord, isBan, writerLimit, createdAt }: Room) {
  return { uuid, name, isRecord, isBan, limit: writerLimit, createdAt: toIso(createdAt) };
}
