import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { codeOf } from '../base/operator-error.ts';

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
  return (error, request, reply) => {
    const refusal = toApiError(error);
    onRefusal(refusal, request);
    logRefusal(request, refusal, describeCaller(request));
    return sendError(request, reply, refusal);
  };
}

/** For failures in a route and for unknown routes. Fastify's `frameworkErrors` handles those before routing. */
export function registerErrorHandler(app: FastifyInstance, answerError: AnswerError): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(ApiError.of('route-not-found'), request, reply));
}

function sendError(request: FastifyRequest, reply: FastifyReply, refusal: ApiError): FastifyReply {
  const { statusCode, retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply
    .code(statusCode)
    .send(isManagement(request) ? describeFully(refusal) : describeAsVendor(refusal));
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
  if (isUnreachable(error)) return ApiError.causedBy(error, 'database-unreachable');
  // Anything else that Fastify refuses by itself: a wrong content length, a broken escape in the path.
  if (error.statusCode !== undefined && error.statusCode < 500) return ApiError.of('request-malformed');
  return ApiError.causedBy(error, 'internal');
}

/**
 * System errors; the classes of PostgreSQL that mean it is unavailable: 08 connection, 28 sign-in, 3D no such
 * database, 53 resources, 55 state, 57 operator; and SQLite's "busy", "locked" and "full".
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
