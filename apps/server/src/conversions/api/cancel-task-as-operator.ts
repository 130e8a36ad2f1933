import Type from 'typebox';
import { actorOf } from '../../access/access.ts';
import { adminOnly, pathPart } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';

const Answer = Type.Object({ cancelled: Type.Boolean({ description: 'false = it had already ended' }) });

/** `POST /v1/tasks/{uuid}/cancel` */
export function cancelTaskAsOperator(v1: TypedInstance, { tasks }: { tasks: Tasks }): void {
  v1.route({
    method: 'POST',
    url: '/tasks/:uuid/cancel',
    ...adminOnly('cancelTaskAsOperator', 'conversions', 'Cancel a file conversion of any project', {
      response: { 200: Answer },
    }),
    handler: async (request) => ({
      cancelled: await tasks.cancelAsOperator(pathPart(request, 'uuid'), actorOf(request)),
    }),
  });
}
