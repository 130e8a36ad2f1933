import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Revocations } from './revocations.ts';

export function deleteRevocation(v1: TypedInstance, { revocations }: { revocations: Revocations }): void {
  v1.route({
    method: 'DELETE',
    url: '/revocations/:id',
    ...adminOnly('deleteRevocation', 'revocations', 'Delete a revocation: its tokens are accepted again', {
      response: { 204: Type.Null() },
    }),
    handler: async (request, reply) => {
      await revocations.delete(pathPart(request, 'id'), actorOf(request));
      return reply.code(204).send(null);
    },
  });
}
