import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';

export function useAbout() {
  return useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/about', { signal })),
  });
}

export type About = NonNullable<ReturnType<typeof useAbout>['data']>;

/** The current settings by environment variable; the server masks secrets. */
export function useConfig() {
  return useQuery({
    queryKey: ['config'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/config', { signal }))).settings,
  });
}

export type Settings = NonNullable<ReturnType<typeof useConfig>['data']>;

/** The server's texts for an unset and for a hidden value. */
export const UNSET = '(unset)';
export const MASKED = '(set, not shown)';
