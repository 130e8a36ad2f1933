import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';

export type Room = paths['/v1/rooms/{uuid}']['get']['responses'][200]['content']['application/json'];

/** `''` = any. */
export type RoomFilter = Readonly<Record<'project' | 'search' | 'banned', string>>;

export const EVERY_ROOM: RoomFilter = { project: '', search: '', banned: '' };

const BANNED = ['true', 'false'] as const;

const PAGE_SIZE = 50;

/** One page of the list. The previous page stays visible while it loads. */
export function roomsQuery({ project, search, banned }: RoomFilter, after: string | undefined) {
  return queryOptions({
    queryKey: ['rooms', 'list', project, search, banned, after],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const isBanned = BANNED.find((value) => value === banned);
      const query = {
        limit: PAGE_SIZE,
        ...(project !== '' && { project }),
        ...(search !== '' && { search }),
        ...(isBanned !== undefined && { banned: isBanned }),
        ...(after !== undefined && { after }),
      };
      return answerOf(api.GET('/v1/rooms', { params: { query }, signal }));
    },
  });
}

export function roomQuery(uuid: string) {
  return queryOptions({
    queryKey: ['rooms', 'one', uuid],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/rooms/{uuid}', { params: { path: { uuid } }, signal })),
  });
}

/** Shows a changed room at once, and refreshes the lists. */
export async function showChanged(queries: QueryClient, room: Room): Promise<void> {
  queries.setQueryData(roomQuery(room.uuid).queryKey, room);
  await queries.invalidateQueries({ queryKey: ['rooms'] });
}
