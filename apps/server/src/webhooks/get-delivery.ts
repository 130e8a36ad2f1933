import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { DeliveryWithBodyObject, toDeliveryWithBodyObject } from './webhook-view.ts';
import type { Webhooks } from './webhooks.ts';

export function getDelivery(v1: TypedInstance, { webhooks }: { webhooks: Webhooks }): void {
  v1.route({
    method: 'GET',
    url: '/webhook-deliveries/:id',
    ...adminOnly('getDelivery', 'webhooks', 'Get a webhook delivery with its body', {
      response: { 200: DeliveryWithBodyObject },
    }),
    handler: async (request) => toDeliveryWithBodyObject(await webhooks.get(pathPart(request, 'id'))),
  });
}
