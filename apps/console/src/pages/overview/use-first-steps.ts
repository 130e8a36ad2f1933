import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { recall, remember } from '../../state/remembered.ts';
import { sumOf } from './figures.ts';

export const STEPS = ['keys', 'sdk', 'room', 'roomToken'] as const;
export type Step = (typeof STEPS)[number];

/** The way to a first Room token: what is done of it, and where each step is taken. */
export interface Guide {
  readonly isPending: boolean;
  readonly isShown: boolean;
  readonly steps: readonly { readonly name: Step; readonly isDone: boolean; readonly path: string }[];
  readonly hide: () => void;
}

/** Looks what there is already. Whoever has put the guide away, or is done, does not see it again. */
export function useFirstSteps(): Guide {
  const [isHidden, setHidden] = useState(() => recall('first-steps') === 'hidden');
  const { data, isPending } = useQuery({
    queryKey: ['first-steps'],
    queryFn: ({ signal }) => lookAround(signal),
    enabled: !isHidden,
  });
  const hide = () => {
    remember('first-steps', 'hidden');
    setHidden(true);
  };
  const steps = data ?? [];
  const isShown = !isHidden && steps.some(({ isDone }) => !isDone);
  return { isPending: isPending && !isHidden, isShown, steps, hide };
}

async function lookAround(signal: AbortSignal): Promise<Guide['steps']> {
  const [about, { keys }, month] = await Promise.all([
    answerOf(api.GET('/v1/about', { signal })),
    answerOf(api.GET('/v1/keys', { params: { query: { limit: 1 } }, signal })),
    answerOf(api.GET('/v1/overview', { params: { query: { range: 'month' } }, signal })),
  ]);
  const issued = sumOf(month.buckets, 'issued');
  const steps: Guide['steps'] = [
    { name: 'keys', isDone: keys.length > 0, path: keys[0] ? `/projects/${keys[0].project}` : '/projects' },
    { name: 'sdk', isDone: issued.sdk > 0, path: '/tokens' },
  ];
  // Where rooms live in another service there is nothing more to make here but tokens.
  if (about.resources === 'external') return steps;
  const { rooms } = await answerOf(api.GET('/v1/rooms', { params: { query: { limit: 1 } }, signal }));
  return [
    ...steps,
    { name: 'room', isDone: rooms.length > 0, path: '/rooms' },
    { name: 'roomToken', isDone: issued.room > 0, path: '/tokens?kind=room' },
  ];
}
