import { adminOnly, pathPart } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';
import { SecretObject } from './webhook-view.ts';

export function getWebhookSecret(
  v1: TypedInstance,
  { webhookSecrets }: { webhookSecrets: WebhookSecrets },
): void {
  v1.route({
    method: 'GET',
    url: '/projects/:id/webhook-secret',
    ...adminOnly(
      'getWebhookSecret',
      'webhooks',
      'Get the secret that signs a project’s webhooks; the first request creates it',
      {
        response: { 200: SecretObject },
      },
    ),
    handler: async (request) => ({ secret: await webhookSecrets.reveal(pathPart(request, 'id')) }),
  });
}
