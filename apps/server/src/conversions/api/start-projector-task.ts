import { callerOf } from '../../access/access.ts';
import type { Idempotency } from '../../access/idempotency.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';
import { StartedTask, toStartedTask } from './projector-view.ts';
import { conversionRoute, ProjectorBody, toTaskRequest } from './task-request.ts';

/** `POST /v5/projector/tasks` (spec §6.1) */
export function startProjectorTask(
  v5: TypedInstance,
  { tasks, idempotency }: { tasks: Tasks; idempotency: Idempotency },
): void {
  v5.route({
    method: 'POST',
    url: '/projector/tasks',
    ...conversionRoute('startProjectorTask', 'start-conversion', 'Start a file conversion', {
      body: ProjectorBody,
      response: { 201: StartedTask },
    }),
    handler: async (request, reply) => {
      const { key } = callerOf(request);
      const order = toTaskRequest(request.body);
      reply.code(201);
      return await idempotency.answer(request, {
        owner: key.projectId,
        create: (also) => tasks.start('projector', key, order, also),
        toAnswer: toStartedTask,
      });
    },
  });
}
