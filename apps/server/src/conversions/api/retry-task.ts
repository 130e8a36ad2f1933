import { actorOf } from '../../access/access.ts';
import { ADMIN_ACCESS, pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import type { Tasks } from '../queue/tasks.ts';
import { TaskObject, toTaskObject } from './task-view.ts';

/** `POST /v1/tasks/{uuid}/retry` */
export function retryTask(
  v1: TypedInstance,
  { tasks, results }: { tasks: Tasks; results: ResultStorage },
): void {
  v1.route({
    method: 'POST',
    url: '/tasks/:uuid/retry',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['conversions'],
      summary: 'Convert a document again whose conversion failed or was cancelled',
      response: { 200: TaskObject },
    },
    handler: async (request) =>
      toTaskObject(await tasks.retry(pathPart(request, 'uuid'), actorOf(request)), results),
  });
}
