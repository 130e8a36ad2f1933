import Type from 'typebox';
import { callerOf } from '../../access/access.ts';
import type { Idempotency } from '../../access/idempotency.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';
import { StartedTask, toStartedTask } from './projector-view.ts';
import { CommonFields, conversionRoute, TypeField, toTaskRequest } from './task-request.ts';

const Body = Type.Object({ ...CommonFields, type: TypeField });

/** `POST /v5/services/conversion/tasks` (spec §6.2) */
export function startOlderTask(
  v5: TypedInstance,
  { tasks, idempotency }: { tasks: Tasks; idempotency: Idempotency },
): void {
  v5.route({
    method: 'POST',
    url: '/services/conversion/tasks',
    ...conversionRoute('startOlderTask', 'start-older-conversion', 'Start a file conversion (older API)', {
      body: Body,
      response: { 201: StartedTask },
    }),
    handler: async (request, reply) => {
      const { key } = callerOf(request);
      const order = toTaskRequest(request.body);
      reply.code(201);
      return await idempotency.answer(request, {
        owner: key.projectId,
        create: (also) => tasks.start('services', key, order, also),
        toAnswer: toStartedTask,
      });
    },
  });
}
