import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { type AuditFilter, toQuery } from './audit-filter.ts';

const PAGE = 50;
const TYPING_MS = 300;

/** The log, newest first. The previous answer stays visible until the next one arrives. */
export function useAudit(filter: AuditFilter) {
  const [settled] = useDebouncedValue(filter, TYPING_MS);
  const query = toQuery(settled);
  return useInfiniteQuery({
    queryKey: ['audit', query],
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: { next: string | null }) => next,
    queryFn: ({ signal, pageParam }) => {
      const page = { ...query, limit: PAGE, ...(pageParam !== null && { after: pageParam }) };
      return answerOf(api.GET('/v1/audit', { params: { query: page }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}

export type AuditEntry = NonNullable<ReturnType<typeof useAudit>['data']>['pages'][number]['entries'][number];
