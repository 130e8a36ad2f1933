import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { DeliveryObject, toDeliveryObject } from './webhook-view.ts';
import type { Webhooks } from './webhooks.ts';

export function redeliverWebhook(v1: TypedInstance, { webhooks }: { webhooks: Webhooks }): void {
  v1.route({
    method: 'POST',
    url: '/webhook-deliveries/:id/redeliver',
    ...adminOnly(
      'redeliverWebhook',
      'webhooks',
      'Send a webhook again, whatever its status: same id, same body, with all its attempts',
      { response: { 200: DeliveryObject } },
    ),
    handler: async (request) =>
      toDeliveryObject(await webhooks.redeliver(pathPart(request, 'id'), actorOf(request))),
  });
}
