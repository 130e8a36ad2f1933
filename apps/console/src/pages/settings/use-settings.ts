import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';

/** Versions, formats, regions. */
export function useAbout() {
  return useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/about', { signal })),
  });
}

export type About = NonNullable<ReturnType<typeof useAbout>['data']>;

/** The settings in force, by their environment variables; the server masks what is secret. */
export function useConfig() {
  return useQuery({
    queryKey: ['config'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/config', { signal }))).settings,
  });
}

export type Settings = NonNullable<ReturnType<typeof useConfig>['data']>;

/** What the server says where there is no value, and where it does not show one. */
export const UNSET = '(unset)';
export const MASKED = '(set, not shown)';
