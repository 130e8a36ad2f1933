import { useMutation, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { type Inspection, inspect } from '../inspector/inspection.ts';
import type { IssuedToken } from './snippets/program.ts';
import type { Order } from './workshop-choices.ts';

const MAX_KEYS = 1000;

/** The enabled keys of a project, oldest first; last those that will expire, since they are being replaced. */
export function useSigningKeys(project: string | null) {
  return useQuery({
    queryKey: ['keys', project, 'signing'],
    enabled: project !== null,
    queryFn: async ({ signal }) => {
      const query = { limit: MAX_KEYS, ...(project !== null && { project }) };
      const { keys } = await answerOf(api.GET('/v1/keys', { params: { query }, signal }));
      const enabled = keys.filter(({ state }) => state === 'enabled');
      return enabled.toSorted((a, b) => Number(a.expiresAt !== null) - Number(b.expiresAt !== null));
    },
  });
}

export function useAbout() {
  return useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/about', { signal })),
  });
}

/** A token and its inspection. */
export interface Issued {
  readonly issued: IssuedToken;
  readonly inspection: Inspection | Error;
}

/** Issues a token and inspects it. Neither stays in a cache. */
export function useIssueToken() {
  return useMutation({
    gcTime: 0,
    mutationFn: async (order: Order): Promise<Issued> => {
      const { kind, role, lifespanMs, accessKey, uuid } = order;
      const body = { kind, role, lifespan: lifespanMs, accessKey, ...(uuid !== null && { uuid }) };
      const { token } = await answerOf(api.POST('/v1/tokens', { body }));
      // The token is shown even if the inspection fails.
      const inspection = await inspect(token).catch((error: Error) => error);
      return { issued: { ...order, token }, inspection };
    },
  });
}
