import Type from 'typebox';
import { callerOf } from '../../access/access.ts';
import { ApiError } from '../../base/errors.ts';
import { pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { OlderTask, toOlderTask } from './older-view.ts';
import { conversionRoute, TypeField } from './task-request.ts';
import type { TaskUses } from './task-view.ts';

/** `GET /v5/services/conversion/tasks/{uuid}?type=` (spec §6.2) */
export function queryOlderTask(v5: TypedInstance, { tasks, results }: TaskUses): void {
  v5.route({
    method: 'GET',
    url: '/services/conversion/tasks/:uuid',
    ...conversionRoute(
      'queryOlderTask',
      'query-older-conversion',
      'Query the progress of a file conversion (older API)',
      {
        querystring: Type.Object({ type: TypeField }),
        response: { 200: OlderTask },
      },
    ),
    handler: async (request) => {
      const { projectId } = callerOf(request).key;
      const task = await tasks.get(pathPart(request, 'uuid'), projectId, 'services');
      if (task.type !== request.query.type) throw ApiError.of('task-not-found');
      return toOlderTask(task, results);
    },
  });
}
