import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import parseForwarded from 'forwarded-parse';
import type { Config } from '../config/config.ts';

/**
 * Reads `Forwarded` (RFC 7239) of proxies that write it in place of `X-Forwarded-For` and `X-Forwarded-Proto`. Fastify decides which
 * proxies are trusted, and knows only those two headers. Where a proxy writes them, `Forwarded` may be the client's own and does not
 * count. Register it before what asks for the client's address.
 */
export function registerForwarded(
  app: FastifyInstance,
  { trustedProxies }: Pick<Config, 'trustedProxies'>,
): void {
  if (trustedProxies === undefined) return;
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.headers.forwarded !== undefined) translate(request.headers);
    done();
  });
}

function translate(headers: IncomingHttpHeaders): void {
  if (headers['x-forwarded-for'] !== undefined || headers['x-forwarded-proto'] !== undefined) return;
  try {
    const hops = parseForwarded(headers.forwarded ?? '');
    // A hop that names nobody ends the chain of trust like an address that is not trusted.
    headers['x-forwarded-for'] = hops.map((hop) => hop.for ?? 'unknown').join(', ');
    const proto = hops.at(-1)?.proto;
    if (proto !== undefined) headers['x-forwarded-proto'] = proto;
  } catch {
    // Written wrongly, perhaps by the client: the proxy itself counts as the client.
  }
}
