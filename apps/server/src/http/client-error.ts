import type { Socket } from 'node:net';
import { ApiError } from '../base/errors.ts';
import { answerOnSocket } from './socket-answer.ts';

/** Answers what no handler sees: not HTTP, headers beyond Node's limit, a request that does not get complete. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') answerOnSocket(socket, ApiError.of('request-timeout'));
  else answerOnSocket(socket, ApiError.of('request-malformed'));
}
