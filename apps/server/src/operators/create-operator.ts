import { actorOf } from '../access/access.ts';
import { type Idempotency, ownerFor } from '../access/idempotency.ts';
import { parseTimeIfGiven } from '../base/time.ts';
import { adminOnly, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import {
  NameField,
  OperatorFields,
  OperatorWithTokenObject,
  RoleField,
  toOperatorObject,
} from './operator-view.ts';
import type { Operators, OperatorWithToken } from './operators.ts';

export function createOperator(
  v1: TypedInstance,
  { operators, idempotency }: { operators: Operators; idempotency: Idempotency },
): void {
  v1.route({
    method: 'POST',
    url: '/operators',
    ...adminOnly('createOperator', 'operators', 'Create an operator; their token is shown only this once', {
      body: strictObject({ name: NameField, role: RoleField, ...OperatorFields }),
      response: { 201: OperatorWithTokenObject },
    }),
    config: { access: 'createOperator', isIdempotent: true },
    handler: async (request, reply) => {
      const { name, role, projects } = request.body;
      const expiresAt = parseTimeIfGiven('expiresAt', request.body.expiresAt);
      const answer = await idempotency.answer(request, {
        owner: ownerFor(request),
        create: (also) => operators.create({ name, role, projects, expiresAt }, actorOf(request), also),
        toAnswer: ({ operator, token }: OperatorWithToken) => ({ ...toOperatorObject(operator), token }),
      });
      return reply.code(201).send(answer);
    },
  });
}
