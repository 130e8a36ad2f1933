import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** The header that brings a request's id and takes it back. */
export const REQUEST_ID = 'x-request-id';

/** It goes into logs and answers, so it is printable, needs no quotes, and is shorter than any token. */
const SAFE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Version 00 of W3C Trace Context: trace id, parent id, flags. Ids of zeros alone are not valid. */
const TRACE_PARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The id of a request: the one that it brings, else its trace's, else a new one. A value that is not safe to repeat counts as none.
 */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[REQUEST_ID];
  if (typeof given === 'string' && SAFE_ID.test(given)) return given;
  return traceIdOf(headers) ?? newRequestId();
}

/** Random, and no counter: two of them would tell how many requests others have sent in between. */
export function newRequestId(): string {
  return randomUUID();
}

/** The trace that a request belongs to, in 32 hexadecimal digits, if it names one by a valid `traceparent`. */
export function traceIdOf({ traceparent }: IncomingHttpHeaders): string | undefined {
  if (typeof traceparent !== 'string') return undefined;
  return TRACE_PARENT.exec(traceparent)?.[1];
}

/** Sends the id with every answer. Register it before every other hook. */
export function registerRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID, request.id);
    done();
  });
}
