import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { parseTimeIfGiven } from '../base/time.ts';
import { adminOnly, pathPart, strictObject, trueOrFalse } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { KeyManagement } from './key-management.ts';
import { AccessKeyObject, KeyFields, toAccessKeyObject } from './key-view.ts';

const Body = strictObject({
  name: KeyFields.name,
  disabled: Type.Optional(trueOrFalse('Whether the key and its tokens are refused')),
  expiresAt: KeyFields.expiresAt,
});

export function updateKey(
  v1: TypedInstance,
  { keys, now }: { keys: KeyManagement; now: () => number },
): void {
  v1.route({
    method: 'PATCH',
    url: '/keys/:accessKey',
    ...adminOnly('updateKey', 'keys', 'Rename, disable or enable a key, or set when it expires', {
      body: Body,
      response: { 200: AccessKeyObject },
    }),
    handler: async (request) => {
      const accessKey = pathPart(request, 'accessKey');
      const { name, disabled } = request.body;
      const expiresAt = parseTimeIfGiven('expiresAt', request.body.expiresAt);
      await keys.update(accessKey, { name, isDisabled: disabled, expiresAt }, actorOf(request));
      return toAccessKeyObject(await keys.get(accessKey), now());
    },
  });
}
