import { actorOf } from '../../access/access.ts';
import { adminOnly, pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { TaskObject, type TaskUses, toTaskObject } from './task-view.ts';

/** `POST /v1/tasks/{uuid}/retry` */
export function retryTask(v1: TypedInstance, { tasks, results }: TaskUses): void {
  v1.route({
    method: 'POST',
    url: '/tasks/:uuid/retry',
    ...adminOnly(
      'retryTask',
      'conversions',
      'Convert a document again whose conversion failed or was cancelled',
      {
        response: { 200: TaskObject },
      },
    ),
    handler: async (request) =>
      toTaskObject(await tasks.retry(pathPart(request, 'uuid'), actorOf(request)), results),
  });
}
