import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import type { Config } from '../config/config.ts';

const PREFLIGHT_MAX_AGE_SECONDS = '86400';

/**
 * Lets browsers on the configured origins call `/v5` (spec §1). Requests without an `Origin` pass untouched, so app servers, which
 * make up the hot path, pay nothing.
 */
export function registerCors(v5: FastifyInstance, { corsOrigins }: Pick<Config, 'corsOrigins'>): void {
  const isAnyAllowed = corsOrigins.includes('*');
  const allowed = new Set(corsOrigins);

  v5.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin === undefined) return done();
    if (!isAnyAllowed) reply.header('vary', 'Origin');
    if (!isAnyAllowed && !allowed.has(origin)) return done();
    reply.header('access-control-allow-origin', isAnyAllowed ? '*' : origin);
    if (isPreflight(request)) return answerPreflight(reply);
    reply.header('access-control-expose-headers', 'retry-after');
    done();
  });

  // Without a route, a preflight would not reach the hook above.
  v5.route({
    method: 'OPTIONS',
    url: '/*',
    config: { access: 'anyone' },
    schema: { hide: true },
    handler: async () => {
      throw ApiError.of('route-not-found');
    },
  });
}

function isPreflight(request: FastifyRequest): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}

function answerPreflight(reply: FastifyReply): void {
  reply
    .code(204)
    .header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', 'token, region, content-type')
    .header('access-control-max-age', PREFLIGHT_MAX_AGE_SECONDS)
    .send();
}
