import { callerOf } from '../../access/access.ts';
import { pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { ProjectorTask, toProjectorTask } from './projector-view.ts';
import { conversionRoute } from './task-request.ts';
import type { TaskUses } from './task-view.ts';

/** `GET /v5/projector/tasks/{uuid}` (spec §6.1) */
export function queryProjectorTask(v5: TypedInstance, { tasks, results }: TaskUses): void {
  v5.route({
    method: 'GET',
    url: '/projector/tasks/:uuid',
    ...conversionRoute('queryProjectorTask', 'query-conversion', 'Query the progress of a file conversion', {
      response: { 200: ProjectorTask },
    }),
    handler: async (request) => {
      const { projectId } = callerOf(request).key;
      return toProjectorTask(await tasks.get(pathPart(request, 'uuid'), projectId, 'projector'), results);
    },
  });
}
