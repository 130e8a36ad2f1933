import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { KeyManagement } from './key-management.ts';

export function deleteKey(v1: TypedInstance, { keys }: { keys: KeyManagement }): void {
  v1.route({
    method: 'DELETE',
    url: '/keys/:accessKey',
    ...adminOnly('deleteKey', 'keys', 'Delete a key for good: every token that it signed stops working', {
      response: { 204: Type.Null() },
    }),
    handler: async (request, reply) => {
      await keys.delete(pathPart(request, 'accessKey'), actorOf(request));
      return reply.code(204).send(null);
    },
  });
}
