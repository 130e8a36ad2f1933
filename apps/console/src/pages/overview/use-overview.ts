import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';

/** How often the page refreshes, by time range. */
const REFRESH_MS = { hour: 3_000, day: 15_000, month: 30_000 } as const;

export type Range = keyof typeof REFRESH_MS;
export const RANGES = Object.keys(REFRESH_MS) as Range[];

/** Automatic requests must not extend the session: an open console would never sign out. */
export const BY_ITSELF = { 'x-boardgate-console': 'background' };

/** The activity in a time range. The previous answer stays visible until the next one arrives. */
export function useOverview(range: Range) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: ['overview', range],
    queryFn: ({ signal, queryKey }) => {
      const isByItself = queries.getQueryData(queryKey) !== undefined;
      const headers = isByItself ? BY_ITSELF : {};
      return answerOf(api.GET('/v1/overview', { params: { query: { range } }, headers, signal }));
    },
    refetchInterval: REFRESH_MS[range],
    placeholderData: keepPreviousData,
  });
}

export type Overview = NonNullable<ReturnType<typeof useOverview>['data']>;
