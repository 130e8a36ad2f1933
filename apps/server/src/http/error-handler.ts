import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.ts';
import { codeOf } from '../operator-error.ts';
import { BODY_LIMIT_BYTES } from './body.ts';

const RETRY_AFTER_SECONDS = 1;

/** Answers every failure with a `{message}` out of the catalogue, and logs what the client is not told. */
export function registerErrorHandler(app: FastifyInstance, onRefusal: (code: string) => void): void {
  app.setErrorHandler((error: FastifyError | ApiError, request, reply) => {
    const refusal = toApiError(error);
    onRefusal(refusal.code);
    logRefusal(request, refusal);
    return sendError(reply, refusal);
  });
  app.setNotFoundHandler({}, (_request, reply) => {
    const refusal = ApiError.of('route-not-found');
    onRefusal(refusal.code);
    return sendError(reply, refusal);
  });
}

function sendError(reply: FastifyReply, { statusCode, message }: ApiError): FastifyReply {
  if (statusCode === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply.code(statusCode).send({ message });
}

function toApiError(error: FastifyError | ApiError): ApiError {
  if (error instanceof ApiError) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return ApiError.of('body-too-large', BODY_LIMIT_BYTES);
  if (isUnreachable(error)) return ApiError.causedBy(error, 'database-unreachable');
  // Whatever else Fastify refuses by itself: a length that does not fit the body, a broken escape in the path.
  if (error.statusCode !== undefined && error.statusCode < 500) return ApiError.of('request-malformed');
  return ApiError.causedBy(error, 'internal');
}

/** System errors, PostgreSQL's classes 08 (connection), 53 (resources), 57 (operator), SQLite's "busy" and "full". */
function isUnreachable(error: Error): boolean {
  const code = codeOf(error) ?? '';
  return (
    /^(ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|EHOST|EAI_|08|53|57)/.test(code) ||
    (code === 'ERR_SQLITE_ERROR' && /busy|locked|full/i.test(error.message)) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(error.message)
  );
}

/** Names access key, kind, role and uuid of a verified caller; never a token, a secret key, a body or a URL. */
function logRefusal(request: FastifyRequest, refusal: ApiError): void {
  const claims = request.caller?.claims;
  const facts = {
    code: refusal.code,
    status: refusal.statusCode,
    method: request.method,
    route: request.routeOptions.url,
    ...(claims && { accessKey: claims.accessKey, kind: claims.kind, role: claims.role, uuid: claims.uuid }),
  };
  if (refusal.statusCode >= 500) request.log.error({ ...facts, err: refusal.cause }, 'failed');
  else request.log.info(facts, 'refused');
}
