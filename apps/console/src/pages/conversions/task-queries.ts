import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import { isUnderWay, TASK_STATUSES, type Task } from './task.ts';

type Delivery =
  paths['/v1/webhook-deliveries']['get']['responses'][200]['content']['application/json']['deliveries'][number];

/** `''` = any. */
export type TaskFilter = Readonly<Record<'project' | 'status', string>>;

export const EVERY_TASK: TaskFilter = { project: '', status: '' };

const PAGE_SIZE = 20;
const PROGRESS_EVERY_MS = 1_000;

/** Polls while something is running. */
const whileUnderWay = (isAny: boolean) => (isAny ? PROGRESS_EVERY_MS : false);

/** One page of the list. The previous page stays visible while it loads. */
export function tasksQuery({ project, status }: TaskFilter, after: string | undefined) {
  return queryOptions({
    queryKey: ['tasks', 'list', project, status, after],
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const known = TASK_STATUSES.find((name) => name === status);
      const query = {
        limit: PAGE_SIZE,
        ...(project !== '' && { project }),
        ...(known !== undefined && { status: known }),
        ...(after !== undefined && { after }),
      };
      return answerOf(api.GET('/v1/tasks', { params: { query }, signal }));
    },
    refetchInterval: ({ state }) => whileUnderWay(state.data?.tasks.some(isUnderWay) ?? false),
  });
}

export function taskQuery(uuid: string) {
  return queryOptions({
    queryKey: ['tasks', 'one', uuid],
    gcTime: 0,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/tasks/{uuid}', { params: { path: { uuid } }, signal })),
    refetchInterval: ({ state }) => whileUnderWay(state.data !== undefined && isUnderWay(state.data)),
  });
}

/** The webhook deliveries of a task. Its `status` is part of the key, since they are sent when the task ends. */
export function deliveriesQuery(uuid: string, status: Task['status']) {
  return queryOptions({
    queryKey: ['webhook-deliveries', uuid, status],
    queryFn: async ({ signal }) => {
      const query = { task: uuid };
      return (await answerOf(api.GET('/v1/webhook-deliveries', { params: { query }, signal }))).deliveries;
    },
    refetchInterval: ({ state }) => whileUnderWay(state.data?.some(isPending) ?? false),
  });
}

const isPending = ({ status }: Delivery) => status === 'pending';
