import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';

type List = paths['/v1/revocations']['get'];
export type Revocation = List['responses'][200]['content']['application/json']['revocations'][number];
type Query = NonNullable<List['parameters']['query']>;

export const SCOPES = ['token', 'room', 'key', 'project'] as const satisfies Revocation['scope'][];

/** `''` = any. `of` is an access key or the uuid of a room. */
export type RevocationFilter = Readonly<Record<'scope' | 'project' | 'of', string>>;

export const EVERY_REVOCATION: RevocationFilter = { scope: '', project: '', of: '' };

const PAGE_SIZE = 50;

/** One page of the list, newest first. */
export function revocationsQuery(
  { scope, project, of }: RevocationFilter,
  after: string | undefined,
  limit = PAGE_SIZE,
) {
  return queryOptions({
    queryKey: ['revocations', scope, project, of, after, limit],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const known = SCOPES.find((name) => name === scope);
      const query: Query = {
        limit,
        order: 'newest',
        ...(known !== undefined && { scope: known }),
        ...(project !== '' && { project }),
        ...(of !== '' && (isRoomUuid(of) ? { room: of } : { accessKey: of })),
        ...(after !== undefined && { after }),
      };
      return answerOf(api.GET('/v1/revocations', { params: { query }, signal }));
    },
  });
}

/** The page with the revocations of a key or a room. */
export const revocationsOf = (of: string) => `/revocations?${new URLSearchParams({ of })}`;

const isRoomUuid = (text: string) => /^[0-9a-f]{32}$/.test(text);

/** The room, key or project whose tokens are revoked; for one token, its key. */
export function subjectOf({ id, scope, accessKey }: Revocation): string {
  return scope === 'token' ? (accessKey ?? '') : id.slice(scope.length + 1);
}

/** Deletes a revocation: its tokens are accepted again. */
export function useTakeBack(onSuccess?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/v1/revocations/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      onSuccess?.();
      await queries.invalidateQueries({ queryKey: ['revocations'] });
    },
  });
}
