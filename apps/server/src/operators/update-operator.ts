import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { parseTimeIfGiven } from '../base/time.ts';
import { adminOnly, pathPart, strictObject, trueOrFalse } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { OperatorFields, OperatorObject, RoleField, toOperatorObject } from './operator-view.ts';
import type { Operators } from './operators.ts';

const Body = strictObject({
  role: Type.Optional(RoleField),
  disabled: Type.Optional(trueOrFalse('Whether the token is refused, and sessions that it began')),
  ...OperatorFields,
});

export function updateOperator(v1: TypedInstance, { operators }: { operators: Operators }): void {
  v1.route({
    method: 'PATCH',
    url: '/operators/:name',
    ...adminOnly(
      'updateOperator',
      'operators',
      'Disable or enable an operator, or set their role, projects or expiry',
      { body: Body, response: { 200: OperatorObject } },
    ),
    handler: async (request) => {
      const { role, projects, disabled } = request.body;
      const expiresAt = parseTimeIfGiven('expiresAt', request.body.expiresAt);
      const changes = { role, projects, expiresAt, isDisabled: disabled };
      return toOperatorObject(await operators.update(pathPart(request, 'name'), changes, actorOf(request)));
    },
  });
}
