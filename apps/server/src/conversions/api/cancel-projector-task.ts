import Type from 'typebox';
import { callerOf } from '../../access/access.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';

/** What cancelling and reordering answer (spec §6.1). */
export const TaskChange = Type.Object({
  taskId: Type.String(),
  success: Type.Boolean({ description: 'false = the task had ended before' }),
});

/** `DELETE /v5/projector/tasks/{uuid}` (spec §6.1). */
export function cancelProjectorTask(v5: TypedInstance, { tasks }: { tasks: Tasks }): void {
  v5.route({
    method: 'DELETE',
    url: '/projector/tasks/:uuid',
    config: { access: 'cancel-conversion' },
    schema: {
      tags: ['conversions'],
      summary: 'Call a file conversion off',
      response: { 200: TaskChange },
    },
    handler: async (request) => {
      const { uuid } = request.params as { uuid: string };
      const success = await tasks.cancel(uuid, callerOf(request).key.projectId, 'projector');
      return { taskId: uuid, success };
    },
  });
}
