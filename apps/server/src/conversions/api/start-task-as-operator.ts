import Type from 'typebox';
import { actorOf } from '../../access/access.ts';
import { ADMIN_ACCESS, ProjectId, STRICT } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import type { Tasks } from '../queue/tasks.ts';
import { CommonFields, ProjectorFields, toTaskRequest } from './task-request.ts';
import { TaskObject, toTaskObject } from './task-view.ts';

/** `POST /v1/tasks` */
export function startTaskAsOperator(
  v1: TypedInstance,
  { tasks, results }: { tasks: Tasks; results: ResultStorage },
): void {
  v1.route({
    method: 'POST',
    url: '/tasks',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['conversions'],
      summary: 'Start a file conversion in any project',
      body: Type.Object({ project: ProjectId, ...CommonFields, ...ProjectorFields }, STRICT),
      response: { 201: TaskObject },
    },
    handler: async (request, reply) => {
      const { project, ...order } = request.body;
      const task = await tasks.startAsOperator(project, toTaskRequest(order), actorOf(request));
      return reply.code(201).send(toTaskObject(task, results));
    },
  });
}
