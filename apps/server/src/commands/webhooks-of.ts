import { postJson } from '../outbound/post.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import { Webhooks } from '../webhooks/webhooks.ts';
import type { Opened } from './cli-context.ts';

/** A command only stores and reads deliveries; a running server sends them. */
export function webhooksOf({ config, database, vault, now }: Opened): Webhooks {
  return new Webhooks({
    database,
    secrets: new WebhookSecrets(database, vault, now),
    post: postJson,
    allowHosts: config.conversionAllowHosts ?? [],
    now,
  });
}
