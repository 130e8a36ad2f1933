import { actorOf } from '../../access/access.ts';
import { adminOnly, ProjectId, strictObject } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { CommonFields, ProjectorFields, toOperatorTaskRequest } from './task-request.ts';
import { TaskObject, type TaskUses, toTaskObject } from './task-view.ts';

/** `POST /v1/tasks` */
export function startTaskAsOperator(v1: TypedInstance, { tasks, results }: TaskUses): void {
  v1.route({
    method: 'POST',
    url: '/tasks',
    ...adminOnly('startTaskAsOperator', 'conversions', 'Start a file conversion in any project', {
      body: strictObject({ project: ProjectId, ...CommonFields, ...ProjectorFields }),
      response: { 201: TaskObject },
    }),
    handler: async (request, reply) => {
      const { project, ...order } = request.body;
      const task = await tasks.startAsOperator(project, toOperatorTaskRequest(order), actorOf(request));
      return reply.code(201).send(toTaskObject(task, results));
    },
  });
}
