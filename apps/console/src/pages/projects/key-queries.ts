import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { AccessKey } from './project-types.ts';

/** When a key was last used changes by itself. */
const REFRESH_MS = 10_000;

/** The keys of a project, oldest first, a page at a time. */
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

/** Which keys took the place of which, from the record of what was done: the keys themselves do not say. */
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

/** Something is done to the keys of a project, after which they are shown anew. Its answer is never cached: it may hold a secret key. */
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

/** What can be changed of a key. What is left out stays. */
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
