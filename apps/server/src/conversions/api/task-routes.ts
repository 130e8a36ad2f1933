import Type from 'typebox';
import { actorOf } from '../../access/access.ts';
import { ApiError } from '../../base/errors.ts';
import { ADMIN_ACCESS, filterBy, STRICT } from '../../http/fields.ts';
import { Next, PageQuery, readPage } from '../../http/paging.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import { TASK_STATUSES } from '../queue/task.ts';
import type { Tasks } from '../queue/tasks.ts';
import { PriorityBody } from './prioritise-projector-task.ts';
import { CommonFields, ProjectorFields, toTaskRequest } from './task-request.ts';
import { TaskObject, toTaskObject } from './task-view.ts';

const StartBody = Type.Object(
  {
    project: Type.String({ description: 'The project’s id', 'x-rule': 'must be the id of a project' }),
    ...CommonFields,
    ...ProjectorFields,
  },
  STRICT,
);

/** `/v1/tasks`. */
export function registerTaskRoutes(
  v1: TypedInstance,
  { tasks, results }: { tasks: Tasks; results: ResultStorage },
): void {
  const tags = ['conversions'];
  const uuidOf = (request: { params: unknown }) => (request.params as { uuid: string }).uuid;

  v1.route({
    method: 'GET',
    url: '/tasks',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'List file conversions, newest first',
      querystring: Type.Object(
        {
          status: Type.Optional(
            Type.Enum([...TASK_STATUSES], { 'x-rule': `must be one of: ${TASK_STATUSES.join(', ')}` }),
          ),
          project: filterBy('Only those of the project of this id'),
          ...PageQuery,
        },
        STRICT,
      ),
      response: { 200: Type.Object({ tasks: Type.Array(TaskObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { status, project, after } = query;
      const filter = { projectId: project, statuses: status && [status] };
      const { entries, next } = await readPage(
        query,
        (limit) => tasks.list(filter, limit, after),
        ({ uuid }) => uuid,
      );
      return { tasks: entries.map((task) => toTaskObject(task, results)), next };
    },
  });

  v1.route({
    method: 'POST',
    url: '/tasks',
    config: ADMIN_ACCESS,
    schema: { tags, summary: 'Start a file conversion', body: StartBody, response: { 201: TaskObject } },
    handler: async (request, reply) => {
      const { project, ...order } = request.body;
      const task = await tasks.startAsOperator(project, toTaskRequest(order), actorOf(request));
      return reply.code(201).send(toTaskObject(task, results));
    },
  });

  v1.route({
    method: 'GET',
    url: '/tasks/:uuid',
    config: ADMIN_ACCESS,
    schema: { tags, summary: 'Show a file conversion', response: { 200: TaskObject } },
    handler: async (request) => {
      const task = await tasks.find(uuidOf(request));
      if (task === undefined) throw ApiError.of('task-not-found');
      return toTaskObject(task, results);
    },
  });

  v1.route({
    method: 'POST',
    url: '/tasks/:uuid/retry',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Convert a document again whose conversion failed or was called off',
      response: { 200: TaskObject },
    },
    handler: async (request) => toTaskObject(await tasks.retry(uuidOf(request), actorOf(request)), results),
  });

  v1.route({
    method: 'POST',
    url: '/tasks/:uuid/cancel',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Call a file conversion off',
      response: {
        200: Type.Object({ cancelled: Type.Boolean({ description: 'false = it had ended before' }) }),
      },
    },
    handler: async (request) => ({
      cancelled: await tasks.cancelAsOperator(uuidOf(request), actorOf(request)),
    }),
  });

  v1.route({
    method: 'PUT',
    url: '/tasks/:uuid/priority',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Move a waiting file conversion to the front or to the back of the queue',
      body: Type.Object(PriorityBody, STRICT),
      response: {
        200: Type.Object({ moved: Type.Boolean({ description: 'false = it had ended before' }) }),
      },
    },
    handler: async (request) => ({
      moved: await tasks.prioritiseAsOperator(uuidOf(request), request.body.priority, actorOf(request)),
    }),
  });
}
