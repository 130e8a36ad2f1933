import Type from 'typebox';
import { callerOf } from '../../access/access.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';
import { conversionRoute } from './task-request.ts';

const QueuedTask = Type.Object({
  taskId: Type.String(),
  status: Type.Integer({ description: '0 = waiting, 1 = running' }),
});

/** `GET /v5/projector/tasks` (spec §6.1) */
export function listProjectorTasks(v5: TypedInstance, { tasks }: { tasks: Tasks }): void {
  v5.route({
    method: 'GET',
    url: '/projector/tasks',
    ...conversionRoute(
      'listProjectorTasks',
      'list-conversions',
      'List the waiting and running file conversions',
      {
        response: { 200: Type.Array(QueuedTask) },
      },
    ),
    handler: async (request) => {
      const queue = await tasks.listQueue(callerOf(request).key.projectId, 'projector');
      return queue.map(({ uuid, status }) => ({ taskId: uuid, status: status === 'Waiting' ? 0 : 1 }));
    },
  });
}
