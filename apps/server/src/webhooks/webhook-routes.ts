import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import { ADMIN_ACCESS, filterBy, STRICT } from '../http/fields.ts';
import { Next, PageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { DELIVERY_STATUSES } from './webhook-delivery.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';
import {
  DeliveryObject,
  DeliveryWithBodyObject,
  toDeliveryObject,
  toDeliveryWithBodyObject,
} from './webhook-view.ts';
import type { Webhooks } from './webhooks.ts';

const SecretObject = Type.Object({
  secret: Type.String({ description: 'What receivers check signatures with: whsec_ and base64' }),
});

const idOf = (request: { params: unknown }) => (request.params as { id: string }).id;

/** `/v1/webhook-deliveries`, and each project's secret that they are signed with. */
export function registerWebhookRoutes(
  v1: TypedInstance,
  { webhooks, webhookSecrets }: { webhooks: Webhooks; webhookSecrets: WebhookSecrets },
): void {
  const tags = ['webhooks'];

  v1.route({
    method: 'GET',
    url: '/webhook-deliveries',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'List webhook deliveries, newest first',
      querystring: Type.Object(
        {
          project: filterBy('Only those of the project of this id'),
          task: filterBy('Only those that tell of the task of this uuid'),
          status: Type.Optional(
            Type.Enum([...DELIVERY_STATUSES], {
              'x-rule': `must be one of: ${DELIVERY_STATUSES.join(', ')}`,
            }),
          ),
          ...PageQuery,
        },
        STRICT,
      ),
      response: { 200: Type.Object({ deliveries: Type.Array(DeliveryObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { project, task, status, after } = query;
      const { entries, next } = await readPage(
        query,
        (limit) => webhooks.list({ projectId: project, taskUuid: task, status, limit, after }),
        ({ id }) => id,
      );
      return { deliveries: entries.map(toDeliveryObject), next };
    },
  });

  v1.route({
    method: 'GET',
    url: '/webhook-deliveries/:id',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Show a webhook delivery with what is sent',
      response: { 200: DeliveryWithBodyObject },
    },
    handler: async (request) => toDeliveryWithBodyObject(await webhooks.get(idOf(request))),
  });

  v1.route({
    method: 'POST',
    url: '/webhook-deliveries/:id/redeliver',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Send a webhook again, whatever became of it: same id, same body, all its attempts anew',
      response: { 200: DeliveryObject },
    },
    handler: async (request) => toDeliveryObject(await webhooks.redeliver(idOf(request), actorOf(request))),
  });

  v1.route({
    method: 'GET',
    url: '/projects/:id/webhook-secret',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'The secret that a project’s webhooks are signed with; made when it is first asked for',
      response: { 200: SecretObject },
    },
    handler: async (request) => ({ secret: await webhookSecrets.reveal(idOf(request)) }),
  });

  v1.route({
    method: 'POST',
    url: '/projects/:id/webhook-secret',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Make a new one: whatever is sent from now on is signed with it, retries included',
      response: { 201: SecretObject },
    },
    handler: async (request, reply) =>
      reply.code(201).send({ secret: await webhookSecrets.replace(idOf(request), actorOf(request)) }),
  });
}
