import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { type Idempotency, ownerFor } from '../access/idempotency.ts';
import { parseTime, timeField, toIso } from '../base/time.ts';
import { adminOnly, pathPart, strictObject, Time } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { KeyManagement, Rotation } from './key-management.ts';
import { NewPair } from './key-view.ts';

const Body = strictObject({
  validUntil: Type.String(
    timeField('How long the old key stays valid: choose a time after its last token expires'),
  ),
});

export function rotateKey(
  v1: TypedInstance,
  { keys, idempotency }: { keys: KeyManagement; idempotency: Idempotency },
): void {
  v1.route({
    method: 'POST',
    url: '/keys/:accessKey/rotate',
    ...adminOnly(
      'rotateKey',
      'keys',
      'Create a pair that replaces a key; the old key stays valid until a given time',
      {
        body: Body,
        response: { 201: Type.Object({ ...NewPair, replaces: Type.String(), oldValidUntil: Time }) },
      },
    ),
    config: { access: 'rotateKey', isIdempotent: true },
    handler: async (request, reply) => {
      const validUntil = parseTime('validUntil', request.body.validUntil);
      const accessKey = pathPart(request, 'accessKey');
      const answer = await idempotency.answer(request, {
        owner: ownerFor(request),
        create: (also) => keys.rotate(accessKey, validUntil, actorOf(request), also),
        toAnswer: (rotation: Rotation) => ({ ...rotation, oldValidUntil: toIso(rotation.oldValidUntil) }),
      });
      return reply.code(201).send(answer);
    },
  });
}
