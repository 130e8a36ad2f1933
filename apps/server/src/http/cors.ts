import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import type { Config } from '../config/config.ts';
import { REQUEST_ID } from './request-id.ts';

const PREFLIGHT_MAX_AGE_SECONDS = '86400';

/** Allowed even if a preflight does not ask, so that the browser's cache of it serves more requests. */
const USUAL_HEADERS = ['token', 'region', 'content-type'];
/** Browsers send much less. */
const MAX_ASKED_LENGTH = 4096;
const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * Lets browsers on the configured origins call `/v5` (spec §1). Requests without an `Origin` pass untouched, so app servers, which
 * make up the hot path, pay nothing.
 */
export function registerCors(v5: FastifyInstance, { corsOrigins }: Pick<Config, 'corsOrigins'>): void {
  const isAnyAllowed = corsOrigins.includes('*');
  const allowed = new Set(corsOrigins);

  v5.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin === undefined) {
      // No cache may give a page the answer to a request that named no origin.
      if (!isAnyAllowed && (request.method === 'GET' || request.method === 'HEAD'))
        reply.header('vary', 'Origin');
      return done();
    }
    if (!isAnyAllowed) reply.header('vary', 'Origin');
    if (!isAnyAllowed && !allowed.has(origin)) return done();
    reply.header('access-control-allow-origin', isAnyAllowed ? '*' : origin);
    if (isPreflight(request)) return answerPreflight(request, reply, isAnyAllowed);
    reply.header('access-control-expose-headers', `retry-after, ${REQUEST_ID}`);
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

function answerPreflight({ headers }: FastifyRequest, reply: FastifyReply, isAnyAllowed: boolean): void {
  const asked = 'Access-Control-Request-Headers';
  reply
    .code(204)
    .header('vary', isAnyAllowed ? asked : `Origin, ${asked}`)
    .header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', allowedHeaders(headers['access-control-request-headers']))
    .header('access-control-max-age', PREFLIGHT_MAX_AGE_SECONDS)
    .send();
}

/** Whatever a page wants to send: no credentials are involved, and scripts that monitor pages add headers of their own. */
function allowedHeaders(asked = ''): string {
  if (asked.length > MAX_ASKED_LENGTH) return USUAL_HEADERS.join(', ');
  const names = asked.split(',').map((name) => name.trim().toLowerCase());
  return [...new Set([...USUAL_HEADERS, ...names.filter((name) => HEADER_NAME.test(name))])].join(', ');
}
