import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { AccessKey } from './project-types.ts';

/** "Last used" changes without the page's doing. */
const REFRESH_MS = 10_000;

/** The keys of a project, oldest first. */
export function useKeys(project: string) {
  return useInfiniteQuery({
    queryKey: ['keys', project],
    refetchInterval: REFRESH_MS,
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: { next: string | null }) => next,
    queryFn: ({ signal, pageParam }) => {
      const query = { project, ...(pageParam !== null && { after: pageParam }) };
      return answerOf(api.GET('/v1/keys', { params: { query }, signal }));
    },
  });
}

/** Which key replaced which, from the audit log: the keys do not tell. */
export function useReplacements(project: string, isEnabled: boolean) {
  return useQuery({
    queryKey: ['keys', project, 'replacements'],
    enabled: isEnabled,
    queryFn: async ({ signal }) => {
      const query = { action: 'key.rotate', project, limit: 200 } as const;
      return (await answerOf(api.GET('/v1/audit', { params: { query }, signal }))).entries;
    },
  });
}

/** Changes keys, then refreshes them. The answer is never cached, since it may contain a secret key. */
export function useKeyAction<Wanted, Answer>(
  act: (wanted: Wanted) => Promise<Answer>,
  { onSuccess }: { onSuccess?: (answer: Answer) => void } = {},
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    gcTime: 0,
    onSuccess: async (answer) => {
      onSuccess?.(answer);
      await queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
}

/** What can be changed; absent fields stay as they are. */
export interface KeyChanges {
  readonly name?: string | null;
  readonly disabled?: boolean;
  readonly expiresAt?: string | null;
}

export function useChangeKey({ onSuccess }: { onSuccess?: () => void } = {}) {
  return useKeyAction(
    ({ pair: { accessKey }, ...body }: KeyChanges & { readonly pair: AccessKey }) =>
      answerOf(api.PATCH('/v1/keys/{accessKey}', { params: { path: { accessKey } }, body })),
    { onSuccess: () => onSuccess?.() },
  );
}
