import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { adminOnly, ProjectFilter } from '../http/fields.ts';
import { Next, pageQuery, readPage, wrongCursor } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import { MAX_SEARCH_LENGTH } from './room-name.ts';
import { MAX_COUNTED, type RoomPlace, type RoomSearch } from './room-search.ts';
import { ManagedRoomObject, toManagedRoomObject } from './room-view.ts';

const Query = pageQuery({
  project: ProjectFilter,
  search: Type.Optional(
    Type.String({
      maxLength: MAX_SEARCH_LENGTH,
      description:
        'Only rooms whose name contains this text, in upper or lower case, or whose uuid begins with it',
      'x-rule': `must be at most ${MAX_SEARCH_LENGTH} characters of text, given once`,
    }),
  ),
  banned: Type.Optional(
    Type.Enum(['true', 'false'], {
      description: 'Only banned rooms, or only open ones',
      'x-rule': 'must be true or false',
    }),
  ),
});

const Count = Type.Optional(
  Type.Integer({
    description: `How many rooms all pages have. In the first page; absent if a filter leaves more than ${MAX_COUNTED}`,
  }),
);

export function listRoomsAsOperator(
  v1: TypedInstance,
  { roomSearch, projects }: { roomSearch: RoomSearch; projects: Projects },
): void {
  v1.route({
    method: 'GET',
    url: '/rooms',
    ...adminOnly('listRoomsAsOperator', 'rooms', 'List the rooms of all projects or one, newest first', {
      querystring: Query,
      response: { 200: Type.Object({ rooms: Type.Array(ManagedRoomObject), next: Next, count: Count }) },
    }),
    handler: async (request) => {
      const { query } = request;
      const { project, search, banned, after } = query;
      if (project !== undefined) await projects.get({ id: project });
      const isBan = banned && banned === 'true';
      const filter = { projectId: project, projectIds: projectsOf(request), search, isBan };
      const place = after === undefined ? undefined : parseCursor(after);
      const count = after === undefined ? await roomSearch.count(filter) : undefined;
      let names: ReadonlyMap<string, string> = new Map();
      const { entries, next } = await readPage(
        query,
        async ({ limit }) => {
          const found = await roomSearch.list(filter, limit, place);
          names = await projects.namesOf(found.map(({ projectId }) => projectId));
          return found;
        },
        ({ createdAt, uuid }) => `${createdAt} ${uuid}`,
        (room) => toManagedRoomObject(room, names.get(room.projectId) ?? ''),
      );
      return { rooms: entries, next, ...(count !== undefined && { count }) };
    },
  });
}

function parseCursor(after: string): RoomPlace {
  const [, createdAt, uuid] = /^(\d{1,15}) (\S{1,64})$/.exec(after) ?? [];
  if (createdAt === undefined || uuid === undefined) throw wrongCursor();
  return { createdAt: Number(createdAt), uuid };
}
