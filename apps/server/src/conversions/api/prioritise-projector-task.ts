import Type from 'typebox';
import { callerOf } from '../../access/access.ts';
import { pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';
import { TaskChange } from './projector-view.ts';
import { conversionRoute, PriorityFields } from './task-request.ts';

/** `PUT /v5/projector/tasks/{uuid}/priority` (spec §6.1) */
export function prioritiseProjectorTask(v5: TypedInstance, { tasks }: { tasks: Tasks }): void {
  v5.route({
    method: 'PUT',
    url: '/projector/tasks/:uuid/priority',
    ...conversionRoute(
      'prioritiseProjectorTask',
      'prioritise-conversion',
      'Move a waiting file conversion to the front or the back of the queue',
      { body: Type.Object(PriorityFields), response: { 200: TaskChange } },
    ),
    handler: async (request) => {
      const uuid = pathPart(request, 'uuid');
      const { projectId } = callerOf(request).key;
      const success = await tasks.prioritise(uuid, projectId, 'projector', request.body.priority);
      return { taskId: uuid, success };
    },
  });
}
