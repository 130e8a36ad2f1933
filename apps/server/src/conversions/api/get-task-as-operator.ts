import { adminOnly, pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import { TaskObject, type TaskUses, toTaskObject } from './task-view.ts';

/** `GET /v1/tasks/{uuid}` */
export function getTaskAsOperator(v1: TypedInstance, { tasks, results }: TaskUses): void {
  v1.route({
    method: 'GET',
    url: '/tasks/:uuid',
    ...adminOnly('getTaskAsOperator', 'conversions', 'Get a file conversion of any project', {
      response: { 200: TaskObject },
    }),
    handler: async (request) => toTaskObject(await tasks.getAny(pathPart(request, 'uuid')), results),
  });
}
