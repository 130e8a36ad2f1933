import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { OperatorWithTokenObject, toOperatorObject } from './operator-view.ts';
import type { Operators } from './operators.ts';

export function replaceOperatorToken(v1: TypedInstance, { operators }: { operators: Operators }): void {
  v1.route({
    method: 'POST',
    url: '/operators/:name/token',
    ...adminOnly(
      'replaceOperatorToken',
      'operators',
      'Create a new token for an operator, shown only this once; the old one stops working',
      { response: { 201: OperatorWithTokenObject } },
    ),
    handler: async (request, reply) => {
      const { operator, token } = await operators.replaceToken(pathPart(request, 'name'), actorOf(request));
      return reply.code(201).send({ ...toOperatorObject(operator), token });
    },
  });
}
