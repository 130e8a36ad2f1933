import Type from 'typebox';
import { adminOnly } from '../http/fields.ts';
import { Next, pageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { OperatorObject, toOperatorObject } from './operator-view.ts';
import type { Operators } from './operators.ts';

export function listOperators(v1: TypedInstance, { operators }: { operators: Operators }): void {
  v1.route({
    method: 'GET',
    url: '/operators',
    ...adminOnly('listOperators', 'operators', 'List operators by name', {
      querystring: pageQuery({}),
      response: { 200: Type.Object({ operators: Type.Array(OperatorObject), next: Next }) },
    }),
    handler: async ({ query }) => {
      const { entries, next } = await readPage(
        query,
        (page) => operators.list(page),
        ({ name }) => name,
        toOperatorObject,
      );
      return { operators: entries, next };
    },
  });
}
