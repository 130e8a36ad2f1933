import type { Socket } from 'node:net';
import type { ApiError } from '../base/errors.ts';
import { http } from '../base/node-http.ts';
import { newRequestId } from './request-id.ts';

/**
 * Answers where no request has come so far that Fastify could, and closes the connection.
 *
 * @param requestId default: a new one, since nothing was read that could name one.
 */
export function answerOnSocket(
  socket: Socket,
  { statusCode, message, retryAfterSeconds }: ApiError,
  requestId = newRequestId(),
): void {
  const body = JSON.stringify({ message });
  const head = [
    `HTTP/1.1 ${statusCode} ${http.STATUS_CODES[statusCode]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
