import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { parseTimeIfGiven } from '../base/time.ts';
import { adminOnly, pathPart, strictObject, trueOrFalse } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Projects } from '../projects/projects.ts';
import type { KeyManagement } from './key-management.ts';
import { AccessKeyObject, KeyFields, toAccessKeyObject } from './key-view.ts';

const Body = strictObject({
  accessKey: Type.String({ description: 'The access key (AK)', 'x-rule': 'must be a string' }),
  secretKey: Type.String({ description: 'The secret key (SK)', 'x-rule': 'must be a string' }),
  restore: Type.Optional(
    trueOrFalse('Whether to bring a deleted key back, with what of it was revoked; default: false'),
  ),
  ...KeyFields,
});

export function importKey(
  v1: TypedInstance,
  { keys, projects, now }: { keys: KeyManagement; projects: Projects; now: () => number },
): void {
  v1.route({
    method: 'POST',
    url: '/projects/:id/keys/import',
    ...adminOnly(
      'importKey',
      'keys',
      'Import a pair of keys that exists elsewhere, for example the vendor’s',
      {
        body: Body,
        response: { 201: AccessKeyObject },
      },
    ),
    handler: async (request, reply) => {
      const project = await projects.get({ id: pathPart(request, 'id') });
      const { accessKey, secretKey, name, restore } = request.body;
      const expiresAt = parseTimeIfGiven('expiresAt', request.body.expiresAt);
      await keys.import(project, { accessKey, secretKey }, actorOf(request), { name, expiresAt, restore });
      return reply.code(201).send(toAccessKeyObject(await keys.get(accessKey), now()));
    },
  });
}
