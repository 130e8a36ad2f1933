import { actorOf } from '../../access/access.ts';
import { type Idempotency, ownerFor } from '../../access/idempotency.ts';
import { adminOnly, ProjectId, strictObject } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Task } from '../queue/task.ts';
import { CommonFields, ProjectorFields, toOperatorTaskRequest } from './task-request.ts';
import { TaskObject, type TaskUses, toTaskObject } from './task-view.ts';

/** `POST /v1/tasks` */
export function startTaskAsOperator(
  v1: TypedInstance,
  { tasks, results, idempotency }: TaskUses & { idempotency: Idempotency },
): void {
  v1.route({
    method: 'POST',
    url: '/tasks',
    ...adminOnly('startTaskAsOperator', 'conversions', 'Start a file conversion in any project', {
      body: strictObject({ project: ProjectId, ...CommonFields, ...ProjectorFields }),
      response: { 201: TaskObject },
    }),
    config: { access: 'startTaskAsOperator', isIdempotent: true },
    handler: async (request, reply) => {
      const { project, ...order } = request.body;
      const wanted = toOperatorTaskRequest(order);
      const answer = await idempotency.answer(request, {
        owner: ownerFor(request),
        create: (also) => tasks.startAsOperator(project, wanted, actorOf(request), also),
        toAnswer: (task: Task) => toTaskObject(task, results),
      });
      return reply.code(201).send(answer);
    },
  });
}
