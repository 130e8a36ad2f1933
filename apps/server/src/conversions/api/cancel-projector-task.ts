import { callerOf } from '../../access/access.ts';
import { pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';
import { TaskChange } from './projector-view.ts';
import { conversionRoute } from './task-request.ts';

/** `DELETE /v5/projector/tasks/{uuid}` (spec §6.1) */
export function cancelProjectorTask(v5: TypedInstance, { tasks }: { tasks: Tasks }): void {
  v5.route({
    method: 'DELETE',
    url: '/projector/tasks/:uuid',
    ...conversionRoute('cancelProjectorTask', 'cancel-conversion', 'Cancel a file conversion', {
      response: { 200: TaskChange },
    }),
    handler: async (request) => {
      const uuid = pathPart(request, 'uuid');
      const success = await tasks.cancel(uuid, callerOf(request).key.projectId, 'projector');
      return { taskId: uuid, success };
    },
  });
}
