import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { databaseFaultOf } from '../base/database-fault.ts';
import { ApiError } from '../base/errors.ts';
import { REQUEST_ID } from './request-id.ts';

const BUSY_LOG_MS = 1000;

/** Answers a failure with a `{message}` of the catalogue, counts it, and logs what the client does not learn. */
export type AnswerError = (
  error: FastifyError | ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply;

export interface RefusalUses {
  /** Called for every refusal. */
  readonly onRefusal: (refusal: ApiError, request: FastifyRequest) => void;
  /** What the log says of the caller; never a token, a secret key, a body or a URL. */
  readonly describeCaller: (request: FastifyRequest) => object | undefined;
}

export function createAnswerError({ onRefusal, describeCaller }: RefusalUses): AnswerError {
  const busyLog = new BusyLog();
  return (error, request, reply) => {
    const refusal = toApiError(error);
    onRefusal(refusal, request);
    if (refusal.code === 'server-busy') busyLog.note(request.server.log);
    else logRefusal(request, refusal, describeCaller(request));
    return sendError(request, reply, refusal);
  };
}

/** For failures in a route and for unknown routes. Fastify's `frameworkErrors` handles those before routing. */
export function registerErrorHandler(app: FastifyInstance, answerError: AnswerError): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(ApiError.of('route-not-found'), request, reply));
}

function sendError(request: FastifyRequest, reply: FastifyReply, refusal: ApiError): FastifyReply {
  const { statusCode, vendorStatus, retryAfterSeconds } = refusal;
  const isOurs = isManagement(request);
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return (
    reply
      // Where Fastify refuses before routing, no hook has set it.
      .header(REQUEST_ID, request.id)
      .code(isOurs ? statusCode : (vendorStatus ?? statusCode))
      .send(isOurs ? describeFully(refusal) : describeAsVendor(refusal))
  );
}

const isManagement = ({ routeOptions, url }: FastifyRequest) =>
  /^\/v1(?:[/?]|$)/.test(routeOptions.url ?? url);

/** Our own API names the refusal for programs, and for a console in another language. */
const describeFully = ({ message, code, values }: ApiError) => ({ message, code, values });

const describeAsVendor = ({ message, hint, number }: ApiError) => ({
  message,
  ...(hint !== undefined && { hint }),
  ...(number !== undefined && { code: number }),
});

function toApiError(error: FastifyError | ApiError): ApiError {
  if (error instanceof ApiError) return error;
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') return ApiError.of('route-not-found');
  const fault = databaseFaultOf(error);
  if (fault !== undefined)
    return ApiError.causedBy(error, fault === 'unreachable' ? 'database-unreachable' : 'cannot-store');
  // Anything else that Fastify refuses by itself: a wrong content length, a broken escape in the path.
  if (error.statusCode !== undefined && error.statusCode < 500) return ApiError.of('request-malformed');
  return ApiError.causedBy(error, 'internal');
}

/** Whoever has too much to do has no time for a line about each request that is refused. */
class BusyLog {
  #refused = 0;

  note(log: FastifyBaseLogger): void {
    this.#refused++;
    if (this.#refused > 1) return;
    setTimeout(() => {
      log.warn({ refused: this.#refused }, 'too many requests: these were refused within a second');
      this.#refused = 0;
    }, BUSY_LOG_MS).unref();
  }
}

function logRefusal(request: FastifyRequest, refusal: ApiError, caller: object | undefined): void {
  const facts = {
    code: refusal.code,
    status: refusal.statusCode,
    method: request.method,
    route: request.routeOptions.url,
    ...caller,
  };
  if (refusal.statusCode >= 500) request.log.error({ ...facts, err: refusal.cause }, 'failed');
  else request.log.info(facts, 'refused');
}
