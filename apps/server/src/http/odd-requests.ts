import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';

const CONTINUE = /(?:^|\W)100-continue(?:$|\W)/i;

/** A base URL that ends in a slash gives `//v5/…`. Only for `/v5`: a proxy may guard other paths by how they begin. */
export function rewriteUrl({ url = '' }: IncomingMessage): string {
  return url.startsWith('//v5/') ? url.slice(1) : url;
}

/**
 * Refuses, with a message, requests that Node.js would answer with an empty body, and paths in disguise. Register it before every other
 * hook.
 */
export function registerOddRequests(app: FastifyInstance): void {
  // Unless somebody listens, Node.js answers 417.
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    app.server.emit('request', request, response);
  });
  app.addHook('onRequest', (request, reply, done) => {
    const fault = faultOf(request);
    // What follows on such a connection may be the body of this request.
    if (fault === 'host-missing' || fault === 'expectation-unknown') reply.header('connection', 'close');
    if (fault === undefined) done();
    else done(ApiError.of(fault));
  });
}

function faultOf({ raw, routeOptions }: FastifyRequest) {
  const { headers, httpVersion, url = '' } = raw;
  if (headers.host === undefined && httpVersion === '1.1') return 'host-missing';
  if (headers.expect !== undefined && !CONTINUE.test(headers.expect)) return 'expectation-unknown';
  if (url.includes('%') && !isSpelledOut(routeOptions.url, url)) return 'route-not-found';
  return undefined;
}

/**
 * Whether the fixed parts of a path are written without escapes. The router would read `/%76%31/keys` as `/v1/keys`, past a proxy that
 * guards `/v1`.
 */
function isSpelledOut(route: string | undefined, url: string): boolean {
  const [path = ''] = url.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1);
  const given = path.split('/');
  return (route ?? '')
    .split('/')
    .every((part, at) => part === '' || part === '*' || part.startsWith(':') || part === given[at]);
}
