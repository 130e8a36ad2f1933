import Type from 'typebox';
import { adminOnly } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { actorOf } from './access.ts';
import type { AdminToken } from './admin-token.ts';

export function replaceAdminToken(v1: TypedInstance, { adminToken }: { adminToken: AdminToken }): void {
  v1.route({
    method: 'POST',
    url: '/admin-token',
    ...adminOnly(
      'replaceAdminToken',
      'settings',
      'Create a new admin token, shown only this once; the old one stops working',
      {
        response: { 201: Type.Object({ adminToken: Type.String() }) },
      },
    ),
    handler: async (request, reply) =>
      reply.code(201).send({ adminToken: await adminToken.replace(actorOf(request)) }),
  });
}
