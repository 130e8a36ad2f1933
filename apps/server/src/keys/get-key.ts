import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { KeyManagement } from './key-management.ts';
import { AccessKeyObject, toAccessKeyObject } from './key-view.ts';

export function getKey(v1: TypedInstance, { keys, now }: { keys: KeyManagement; now: () => number }): void {
  v1.route({
    method: 'GET',
    url: '/keys/:accessKey',
    ...adminOnly('getKey', 'keys', 'Get an access key', { response: { 200: AccessKeyObject } }),
    handler: async (request) => toAccessKeyObject(await keys.get(pathPart(request, 'accessKey')), now()),
  });
}
