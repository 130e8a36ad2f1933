import Type from 'typebox';
import { callerOf } from '../access/access.ts';
import { ApiError } from '../base/errors.ts';
import { isStorable } from '../base/text.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { RoomObject, toRoomObject } from './room.ts';
import type { Rooms } from './rooms.ts';

const MAX_NAME_LENGTH = 2048;
const NAME_RULE = `must be a string of at most ${MAX_NAME_LENGTH} characters of well-formed Unicode, without NUL`;

/** What a room is asked for with, by whomever. */
export const RoomFields = {
  name: Type.Optional(
    Type.String({ maxLength: MAX_NAME_LENGTH, description: 'Default: empty', 'x-rule': NAME_RULE }),
  ),
  isRecord: Type.Optional(
    Type.Boolean({
      description: 'Whether the room is recorded; default: false',
      'x-rule': 'must be true or false',
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Most writers at a time; 0, the default, = any number',
      'x-rule': 'must be an integer, 0 (= any number of writers) or more',
    }),
  ),
};

/** @throws {ApiError} where a database could not store it. */
export function checkRoomName(name: string): void {
  if (!isStorable(name)) throw ApiError.of('field-invalid', 'name', NAME_RULE);
}

/** `POST /v5/rooms` (spec §4). */
export function createRoom(v5: TypedInstance, { rooms }: { rooms: Rooms }): void {
  v5.route({
    method: 'POST',
    url: '/rooms',
    config: { access: 'create-room' },
    schema: {
      tags: ['rooms'],
      summary: 'Create a room',
      body: Type.Object(RoomFields),
      response: { 201: RoomObject },
    },
    handler: async (request, reply) => {
      const { key } = callerOf(request);
      const { name = '', isRecord = false, limit = 0 } = request.body;
      checkRoomName(name);
      const room = await rooms.create({ projectId: key.projectId, name, isRecord, writerLimit: limit });
      return reply.code(201).send(toRoomObject(room, key.teamUuid));
    },
  });
}
