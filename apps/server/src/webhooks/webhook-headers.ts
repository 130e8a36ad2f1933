import { Webhook } from 'standardwebhooks';
import packageJson from '../../package.json' with { type: 'json' };

/**
 * Signed according to Standard Webhooks. The timestamp is that of the attempt: a receiver can refuse a replay.
 *
 * @param at epoch milliseconds; sent as seconds.
 */
export function signedHeaders(
  { id, body }: { readonly id: string; readonly body: string },
  secret: string,
  at: number,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': `Boardgate/${packageJson.version}`,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
  };
}
