import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';

export type Room = paths['/v1/rooms/{uuid}']['get']['responses'][200]['content']['application/json'];

export interface RoomFilter {
  readonly project: string | null;
  readonly search: string;
  readonly banned: '' | 'true' | 'false';
}

export const EVERY_ROOM: RoomFilter = { project: null, search: '', banned: '' };

const PAGE_SIZE = 50;

/** One page of the list. The previous page stays visible while it loads. */
export function roomsQuery({ project, search, banned }: RoomFilter, after: string | undefined) {
  return queryOptions({
    queryKey: ['rooms', 'list', project, search, banned, after],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = {
        limit: PAGE_SIZE,
        ...(project !== null && { project }),
        ...(search !== '' && { search }),
        ...(banned !== '' && { banned }),
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
