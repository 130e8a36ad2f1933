import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';

/** How far back the page looks, and how often it asks anew. */
const REFRESH_MS = { hour: 3_000, day: 15_000, month: 30_000 } as const;

export type Range = keyof typeof REFRESH_MS;
export const RANGES = Object.keys(REFRESH_MS) as Range[];

/** What the page asks for by itself must not keep a session alive: a console left open would never sign out. */
export const BY_ITSELF = { 'x-boardgate-console': 'background' };

/** What the service did in `range`; what is shown stays until the next answer is there. */
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
