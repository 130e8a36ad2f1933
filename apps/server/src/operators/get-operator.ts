import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { OperatorObject, toOperatorObject } from './operator-view.ts';
import type { Operators } from './operators.ts';

export function getOperator(v1: TypedInstance, { operators }: { operators: Operators }): void {
  v1.route({
    method: 'GET',
    url: '/operators/:name',
    ...adminOnly('getOperator', 'operators', 'Get an operator', { response: { 200: OperatorObject } }),
    handler: async (request) => toOperatorObject(await operators.get(pathPart(request, 'name'))),
  });
}
