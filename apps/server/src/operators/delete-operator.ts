import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Operators } from './operators.ts';

export function deleteOperator(v1: TypedInstance, { operators }: { operators: Operators }): void {
  v1.route({
    method: 'DELETE',
    url: '/operators/:name',
    ...adminOnly('deleteOperator', 'operators', 'Delete an operator: their token stops working', {
      response: { 204: Type.Null() },
    }),
    handler: async (request, reply) => {
      await operators.delete(pathPart(request, 'name'), actorOf(request));
      return reply.code(204).send(null);
    },
  });
}
