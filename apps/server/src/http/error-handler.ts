import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { codeOf } from '../base/operator-error.ts';

/** Answers a failure with a `{message}` out of the catalogue, counts it, and logs what the client is not told. */
export type AnswerError = (
  error: FastifyError | ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply;

export interface RefusalUses {
  /** Told of every refusal. */
  readonly onRefusal: (refusal: ApiError, request: FastifyRequest) => void;
  /** What the log tells of who asked; never a token, a secret key, a body or a URL. */
  readonly describeCaller: (request: FastifyRequest) => object | undefined;
}

export function createAnswerError({ onRefusal, describeCaller }: RefusalUses): AnswerError {
  return (error, request, reply) => {
    const refusal = toApiError(error);
    onRefusal(refusal, request);
    logRefusal(request, refusal, describeCaller(request));
    return sendError(reply, refusal);
  };
}

/** For failures within a route and for want of one. Those before any route go to Fastify's `frameworkErrors`. */
export function registerErrorHandler(app: FastifyInstance, answerError: AnswerError): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(ApiError.of('route-not-found'), request, reply));
}

function sendError(
  reply: FastifyReply,
  { statusCode, message, retryAfterSeconds, number }: ApiError,
): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply.code(statusCode).send(number === undefined ? { message } : { message, code: number });
}

function toApiError(error: FastifyError | ApiError): ApiError {
  if (error instanceof ApiError) return error;
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') return ApiError.of('route-not-found');
  if (isUnreachable(error)) return ApiError.causedBy(error, 'database-unreachable');
  // Whatever else Fastify refuses by itself: a length that does not fit the body, a broken escape in the path.
  if (error.statusCode !== undefined && error.statusCode < 500) return ApiError.of('request-malformed');
  return ApiError.causedBy(error, 'internal');
}

/**
 * System errors; of PostgreSQL's classes those that say it cannot be had now: 08 connection, 28 sign-in, 3D no such database, 53
 * resources, 55 state, 57 operator; SQLite's "busy", "locked" and "full".
 */
function isUnreachable(error: Error): boolean {
  const code = codeOf(error) ?? '';
  return (
    /^(ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|EHOST|EAI_|08|28|3D|53|55|57)/.test(code) ||
    (code === 'ERR_SQLITE_ERROR' && /busy|locked|full/i.test(error.message)) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(error.message)
  );
}

function logRefusal(request: FastifyRequest, refusal: ApiError, caller: object | undefined): void {
  const facts = {
    request: request.id,
    code: refusal.code,
    status: refusal.statusCode,
    method: request.method,
    route: request.routeOptions.url,
    ...caller,
  };
  if (refusal.statusCode >= 500) request.log.error({ ...facts, err: refusal.cause }, 'failed');
  else request.log.info(facts, 'refused');
}
