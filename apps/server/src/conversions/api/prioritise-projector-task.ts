import Type from 'typebox';
import { callerOf } from '../../access/access.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { PRIORITIES } from '../queue/task.ts';
import type { Tasks } from '../queue/tasks.ts';
import { TaskChange } from './cancel-projector-task.ts';

/** What a task is moved with, by whomever. */
export const PriorityBody = {
  priority: Type.Enum([...PRIORITIES], {
    description: 'To which end of the queue',
    'x-rule': `must be one of: ${PRIORITIES.join(', ')}`,
  }),
};

/** `PUT /v5/projector/tasks/{uuid}/priority` (spec §6.1). */
export function prioritiseProjectorTask(v5: TypedInstance, { tasks }: { tasks: Tasks }): void {
  v5.route({
    method: 'PUT',
    url: '/projector/tasks/:uuid/priority',
    config: { access: 'prioritise-conversion' },
    schema: {
      tags: ['conversions'],
      summary: 'Move a waiting file conversion within the queue',
      body: Type.Object(PriorityBody),
      response: { 200: TaskChange },
    },
    handler: async (request) => {
      const { uuid } = request.params as { uuid: string };
      const { projectId } = callerOf(request).key;
      const success = await tasks.prioritise(uuid, projectId, 'projector', request.body.priority);
      return { taskId: uuid, success };
    },
  });
}
