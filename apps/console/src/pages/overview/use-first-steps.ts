import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { recall, remember } from '../../state/remembered.ts';
import { sumOf } from './figures.ts';
import { BY_ITSELF } from './use-overview.ts';

/** How soon a step shows as done, including one that a program took. */
const REFRESH_MS = 3_000;

export const STEPS = ['keys', 'sdk', 'room', 'roomToken'] as const;
export type Step = (typeof STEPS)[number];

/** The steps to a first Room token: which are done, and the page for each. */
export interface Guide {
  readonly isPending: boolean;
  readonly isShown: boolean;
  readonly steps: readonly { readonly name: Step; readonly isDone: boolean; readonly path: string }[];
  readonly hide: () => void;
}

/** Finds out which steps are done. The guide is hidden when all are, or when the person hides it. */
export function useFirstSteps(): Guide {
  const [isHidden, setHidden] = useState(() => recall('first-steps') === 'hidden');
  const queries = useQueryClient();
  const { data, isPending } = useQuery({
    queryKey: ['first-steps'],
    queryFn: ({ signal, queryKey }) =>
      lookAround({ signal, headers: queries.getQueryData(queryKey) === undefined ? {} : BY_ITSELF }),
    enabled: !isHidden,
    // On return from another page, the step has probably just been taken.
    staleTime: 0,
    refetchInterval: ({ state }) => (isDone(state.data) ? false : REFRESH_MS),
  });
  const hide = () => {
    remember('first-steps', 'hidden');
    setHidden(true);
  };
  const steps = data ?? [];
  const isShown = !isHidden && steps.length > 0 && !isDone(steps);
  return { isPending: isPending && !isHidden, isShown, steps, hide };
}

const isDone = (steps: Guide['steps'] = []) => steps.length > 0 && steps.every((step) => step.isDone);

async function lookAround(asking: {
  readonly signal: AbortSignal;
  readonly headers: Record<string, string>;
}): Promise<Guide['steps']> {
  const [about, { keys }, month] = await Promise.all([
    answerOf(api.GET('/v1/about', asking)),
    answerOf(api.GET('/v1/keys', { params: { query: { limit: 1 } }, ...asking })),
    answerOf(api.GET('/v1/overview', { params: { query: { range: 'month' } }, ...asking })),
  ]);
  const issued = sumOf(month.buckets, 'issued');
  const steps: Guide['steps'] = [
    { name: 'keys', isDone: keys.length > 0, path: keys[0] ? `/projects/${keys[0].project}` : '/projects' },
    { name: 'sdk', isDone: issued.sdk > 0, path: '/tokens' },
  ];
  // With external resources there are no rooms to create.
  if (about.resources === 'external') return steps;
  const { rooms } = await answerOf(api.GET('/v1/rooms', { params: { query: { limit: 1 } }, ...asking }));
  return [
    ...steps,
    { name: 'room', isDone: rooms.length > 0, path: '/rooms' },
    { name: 'roomToken', isDone: issued.room > 0, path: '/tokens?kind=room' },
  ];
}
