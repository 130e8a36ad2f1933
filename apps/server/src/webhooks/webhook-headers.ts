import { Webhook } from 'standardwebhooks';
import packageJson from '../../package.json' with { type: 'json' };

/**
 * The headers of an attempt, signed according to Standard Webhooks. They carry the time of the attempt, so that a receiver can refuse
 * replays.
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
