import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { type AuditFilter, toQuery } from './audit-filter.ts';

const PAGE = 50;
const TYPING_MS = 300;

/** The log, newest first. The previous answer stays visible until the next one arrives. */
export function useAudit(filter: AuditFilter, after: string | undefined) {
  const [settled] = useDebouncedValue(filter, TYPING_MS);
  const query = toQuery(settled);
  return useQuery({
    queryKey: ['audit', query, after],
    queryFn: ({ signal }) => {
      const page = { ...query, limit: PAGE, ...(after !== undefined && { after }) };
      return answerOf(api.GET('/v1/audit', { params: { query: page }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}

export type AuditEntry = NonNullable<ReturnType<typeof useAudit>['data']>['entries'][number];
