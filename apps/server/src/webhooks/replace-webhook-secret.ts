import { actorOf } from '../access/access.ts';
import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';
import { SecretObject } from './webhook-view.ts';

export function replaceWebhookSecret(
  v1: TypedInstance,
  { webhookSecrets }: { webhookSecrets: WebhookSecrets },
): void {
  v1.route({
    method: 'POST',
    url: '/projects/:id/webhook-secret',
    ...adminOnly(
      'replaceWebhookSecret',
      'webhooks',
      'Replace the secret: it signs everything sent from now on, retries included',
      {
        response: { 201: SecretObject },
      },
    ),
    handler: async (request, reply) => {
      const secret = await webhookSecrets.replace(pathPart(request, 'id'), actorOf(request));
      return reply.code(201).send({ secret });
    },
  });
}
