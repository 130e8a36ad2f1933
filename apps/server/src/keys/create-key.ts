import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { type Idempotency, ownerFor } from '../access/idempotency.ts';
import { parseTimeIfGiven } from '../base/time.ts';
import { adminOnly, pathPart, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import type { KeyManagement, KeyPair } from './key-management.ts';
import { KeyFields, NewPair } from './key-view.ts';

export function createKey(
  v1: TypedInstance,
  { keys, projects, idempotency }: { keys: KeyManagement; projects: Projects; idempotency: Idempotency },
): void {
  v1.route({
    method: 'POST',
    url: '/projects/:id/keys',
    ...adminOnly('createKey', 'keys', 'Create a pair of keys; its secret key is shown only this once', {
      body: strictObject(KeyFields),
      response: { 201: Type.Object(NewPair) },
    }),
    config: { access: 'createKey', isIdempotent: true },
    handler: async (request, reply) => {
      const project = await projects.get({ id: pathPart(request, 'id') });
      const { name } = request.body;
      const expiresAt = parseTimeIfGiven('expiresAt', request.body.expiresAt);
      const details = { name, expiresAt };
      const answer = await idempotency.answer(request, {
        owner: ownerFor(request),
        create: (also) => keys.create(project, actorOf(request), details, also),
        toAnswer: (pair: KeyPair) => pair,
      });
      return reply.code(201).send(answer);
    },
  });
}
