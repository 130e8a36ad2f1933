import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { Policy, Project } from './project-types.ts';

const PAGE_SIZE = 50;

/** One page of the list. The previous page stays visible while it loads. */
export function projectsQuery({ search }: { readonly search: string }, after: string | undefined) {
  return queryOptions({
    queryKey: ['projects', 'list', search, after],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = {
        limit: PAGE_SIZE,
        ...(search !== '' && { search }),
        ...(after !== undefined && { after }),
      };
      return answerOf(api.GET('/v1/projects', { params: { query }, signal }));
    },
  });
}

export function useProject(id: string) {
  return useQuery({
    queryKey: ['projects', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/projects/{id}', { params: { path: { id } }, signal })),
  });
}

/** What can be changed; absent fields stay as they are. */
interface ProjectChanges {
  readonly name?: string;
  readonly disabled?: boolean;
  readonly policy?: Policy | null;
}

/** Changes the project and refreshes it everywhere. */
export function useChangeProject(id: string, { onSuccess }: { onSuccess?: () => void } = {}) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ProjectChanges) =>
      answerOf(api.PATCH('/v1/projects/{id}', { params: { path: { id } }, body })),
    onSuccess: async (changed) => {
      queries.setQueryData(
        ['projects', 'one', id],
        (before?: Project) => before && { ...before, ...changed },
      );
      onSuccess?.();
      // The state of a key depends on its project.
      await Promise.all(
        ['projects', 'keys'].map((about) => queries.invalidateQueries({ queryKey: [about] })),
      );
    },
  });
}
