import { ApiError } from '../../base/errors.ts';
import { ADMIN_ACCESS, pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import type { Tasks } from '../queue/tasks.ts';
import { TaskObject, toTaskObject } from './task-view.ts';

/** `GET /v1/tasks/{uuid}` */
export function getTaskAsOperator(
  v1: TypedInstance,
  { tasks, results }: { tasks: Tasks; results: ResultStorage },
): void {
  v1.route({
    method: 'GET',
    url: '/tasks/:uuid',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['conversions'],
      summary: 'Get a file conversion of any project',
      response: { 200: TaskObject },
    },
    handler: async (request) => {
      const task = await tasks.find(pathPart(request, 'uuid'));
      if (task === undefined) throw ApiError.of('task-not-found');
      return toTaskObject(task, results);
    },
  });
}
