import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { ApiError } from '../base/errors.ts';
import { ADMIN_ACCESS, filterBy, STRICT } from '../http/fields.ts';
import { Next, PageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import { BanBody } from './ban-room.ts';
import { checkRoomName, RoomFields } from './create-room.ts';
import type { Room } from './room.ts';
import { MAX_SEARCH_LENGTH } from './room-name.ts';
import type { RoomPlace, RoomSearch } from './room-search.ts';
import { ManagedRoomObject, toManagedRoom } from './room-view.ts';
import type { Rooms } from './rooms.ts';

const Query = Type.Object(
  {
    project: filterBy('Only those of the project of this id'),
    search: Type.Optional(
      Type.String({
        maxLength: MAX_SEARCH_LENGTH,
        description: 'Only those whose name begins so, in upper or lower case, or whose uuid does',
        'x-rule': `must be at most ${MAX_SEARCH_LENGTH} characters of text, given once`,
      }),
    ),
    banned: Type.Optional(
      Type.Enum(['true', 'false'], {
        description: 'Only those that are banned, or only those that are not',
        'x-rule': 'must be true or false',
      }),
    ),
    ...PageQuery,
  },
  STRICT,
);

const Body = Type.Object(
  {
    project: Type.String({ description: 'The project’s id', 'x-rule': 'must be the id of a project' }),
    ...RoomFields,
  },
  STRICT,
);

/** `/v1/rooms`. */
export function registerRoomRoutes(
  v1: TypedInstance,
  { rooms, roomSearch, projects }: { rooms: Rooms; roomSearch: RoomSearch; projects: Projects },
): void {
  const tags = ['rooms'];
  const uuidOf = (request: { params: unknown }) => (request.params as { uuid: string }).uuid;
  const show = async (room: Room) => toManagedRoom(room, (await projects.get({ id: room.projectId })).name);

  v1.route({
    method: 'GET',
    url: '/rooms',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'List rooms, newest first',
      querystring: Query,
      response: { 200: Type.Object({ rooms: Type.Array(ManagedRoomObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { project, search, banned, after } = query;
      if (project !== undefined) await projects.get({ id: project });
      const filter = { projectId: project, search, isBan: banned && banned === 'true' };
      const place = after === undefined ? undefined : decodePlace(after);
      const { entries, next } = await readPage(
        query,
        (limit) => roomSearch.list(filter, limit, place),
        encodePlace,
      );
      const names = await projects.namesOf(entries.map(({ projectId }) => projectId));
      return { rooms: entries.map((room) => toManagedRoom(room, names.get(room.projectId) ?? '')), next };
    },
  });

  v1.route({
    method: 'POST',
    url: '/rooms',
    config: ADMIN_ACCESS,
    schema: { tags, summary: 'Create a room', body: Body, response: { 201: ManagedRoomObject } },
    handler: async (request, reply) => {
      const { project, name = '', isRecord = false, limit = 0 } = request.body;
      checkRoomName(name);
      const details = { projectId: project, name, isRecord, writerLimit: limit };
      const room = await rooms.createAsOperator(details, actorOf(request));
      return reply.code(201).send(await show(room));
    },
  });

  v1.route({
    method: 'GET',
    url: '/rooms/:uuid',
    config: ADMIN_ACCESS,
    schema: { tags, summary: 'Get a room', response: { 200: ManagedRoomObject } },
    handler: async (request) => {
      const room = await rooms.find(uuidOf(request));
      if (room === undefined) throw ApiError.of('room-not-found');
      return await show(room);
    },
  });

  v1.route({
    method: 'PATCH',
    url: '/rooms/:uuid',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Ban a room, or lift the ban',
      body: Type.Object(BanBody, STRICT),
      response: { 200: ManagedRoomObject },
    },
    handler: async (request) =>
      await show(await rooms.setBan(uuidOf(request), undefined, request.body.isBan, actorOf(request))),
  });
}

/** The place after a room: when it was made, and which it is. */
function encodePlace({ createdAt, uuid }: RoomPlace): string {
  return `${createdAt} ${uuid}`;
}

function decodePlace(after: string): RoomPlace {
  const [, createdAt, uuid] = /^(\d{1,15}) (\S{1,64})$/.exec(after) ?? [];
  if (createdAt === undefined || uuid === undefined) {
    throw ApiError.of('field-invalid', 'after', 'must be the next of the page before');
  }
  return { createdAt: Number(createdAt), uuid };
}
