import Type from 'typebox';
import { projectsOf } from '../../access/access.ts';
import { adminOnly, oneOf, ProjectFilter } from '../../http/fields.ts';
import { Next, pageQuery, readPage } from '../../http/paging.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { TASK_STATUSES } from '../queue/task.ts';
import { TaskObject, type TaskUses, toTaskObject } from './task-view.ts';

/** `GET /v1/tasks` */
export function listTasksAsOperator(v1: TypedInstance, { tasks, results }: TaskUses): void {
  v1.route({
    method: 'GET',
    url: '/tasks',
    ...adminOnly(
      'listTasksAsOperator',
      'conversions',
      'List the file conversions of all projects or one, newest first',
      {
        querystring: pageQuery({ status: Type.Optional(oneOf(TASK_STATUSES)), project: ProjectFilter }),
        response: { 200: Type.Object({ tasks: Type.Array(TaskObject), next: Next }) },
      },
    ),
    handler: async (request) => {
      const { query } = request;
      const { status, project } = query;
      const projectIds = projectsOf(request);
      const filter = { projectId: project, projectIds, statuses: status && [status] };
      const { entries, next } = await readPage(
        query,
        ({ limit, after }) => tasks.list(filter, limit, after),
        ({ uuid }) => uuid,
        (task) => toTaskObject(task, results),
      );
      return { tasks: entries, next };
    },
  });
}
