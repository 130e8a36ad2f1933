import type { IncomingHttpHeaders } from 'node:http';
import type {} from '@fastify/reply-from';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { collectBody } from './body.ts';
import { REQUEST_ID, traceIdOf } from './request-id.ts';

/** A server that is away must not keep anybody waiting. */
const CONNECT_LIMIT_MS = 2000;
/** Longer than any request of `/v5` may take there. */
const ANSWER_LIMIT_MS = 5000;
const MAX_CONNECTIONS = 256;

/** Marks a request that has been sent on once: it is not sent on again. */
const HOP = 'x-boardgate-hop';

/** Of one connection, and not of the request or answer (RFC 9110 §7.6.1). `expect` was answered here. */
const OF_CONNECTION = [
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

export interface Destination {
  readonly region: string;
  /** The URL of the server there, without a slash at its end. */
  readonly upstream: string;
}

export type Forward = (request: FastifyRequest, reply: FastifyReply, to: Destination) => void;

/** Makes what sends requests on to servers of other regions and passes their answers back. */
export async function registerForwarding(app: FastifyInstance): Promise<Forward> {
  // Imported here: most servers have no other region, and its client takes memory.
  const { default: replyFrom } = await import('@fastify/reply-from');
  await app.register(replyFrom, {
    undici: {
      connect: { timeout: CONNECT_LIMIT_MS },
      headersTimeout: ANSWER_LIMIT_MS,
      bodyTimeout: ANSWER_LIMIT_MS,
      connections: MAX_CONNECTIONS,
    },
    destroyAgent: true,
    // Its lines hold the URL, which may hold a secret.
    disableRequestLogging: true,
  });
  return (request, reply, to) => {
    if (request.headers[HOP] !== undefined) {
      reply.send(ApiError.of('region-circular', to.region));
      return;
    }
    collectBody(request.raw, (error, body) => {
      if (error) reply.send(error);
      else send(request, reply, to, body);
    });
  };
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { region, upstream }: Destination,
  body: Buffer | undefined,
): void {
  const hasBody = body !== undefined && body.length > 0 && !['GET', 'HEAD'].includes(request.method);
  reply.from(upstream + request.url, {
    ...(hasBody && { body, contentType: 'application/json' }),
    rewriteRequestHeaders: (_request, headers) => toThere(request, headers, hasBody),
    // One request has one id, whatever stands between the two servers.
    rewriteHeaders: (headers) => ({ ...withoutConnection(headers), [REQUEST_ID]: request.id }),
    // A creation must not happen twice.
    retryDelay: () => null,
    onError: (failed, { error }) => {
      request.log.warn({ err: error.cause ?? error, region }, 'a server of another region cannot be reached');
      failed.send(ApiError.of('region-unreachable', region));
    },
  });
}

/** The server there limits guesses by address: it has to be told whose they are. */
function toThere(
  request: FastifyRequest,
  headers: IncomingHttpHeaders,
  hasBody: boolean,
): IncomingHttpHeaders {
  const { forwarded: _theirs, ...sent } = withoutConnection(headers);
  if (!hasBody) for (const name of ['content-length', 'content-type', 'content-encoding']) delete sent[name];
  // What is not a trace is not passed on as one.
  if (traceIdOf(headers) === undefined) for (const name of ['traceparent', 'tracestate']) delete sent[name];
  return {
    ...sent,
    'x-forwarded-for': request.ip,
    'x-forwarded-proto': request.protocol,
    [REQUEST_ID]: request.id,
    [HOP]: '1',
  };
}

function withoutConnection(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = { ...headers };
  for (const name of OF_CONNECTION) delete kept[name];
  return kept;
}
