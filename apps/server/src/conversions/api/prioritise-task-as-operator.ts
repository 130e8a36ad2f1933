import Type from 'typebox';
import { actorOf } from '../../access/access.ts';
import { adminOnly, pathPart, strictObject } from '../../http/fields.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';
import type { Tasks } from '../queue/tasks.ts';
import { PriorityFields } from './task-request.ts';

const Answer = Type.Object({ moved: Type.Boolean({ description: 'false = it had already ended' }) });

/** `PUT /v1/tasks/{uuid}/priority` */
export function prioritiseTaskAsOperator(v1: TypedInstance, { tasks }: { tasks: Tasks }): void {
  v1.route({
    method: 'PUT',
    url: '/tasks/:uuid/priority',
    ...adminOnly(
      'prioritiseTaskAsOperator',
      'conversions',
      'Move a waiting file conversion of any project to the front or the back of its queue',
      { body: strictObject(PriorityFields), response: { 200: Answer } },
    ),
    handler: async (request) => {
      const { priority } = request.body;
      const moved = await tasks.prioritiseAsOperator(pathPart(request, 'uuid'), priority, actorOf(request));
      return { moved };
    },
  });
}
