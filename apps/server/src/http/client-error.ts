import type { Socket } from 'node:net';
import { ApiError } from '../base/errors.ts';
import { answerOnSocket } from './socket-answer.ts';

/** How many time-outs are answered in a turn of the event loop. */
const TIMEOUTS_A_TURN = 16;

const late: Socket[] = [];

/** Who came together is late together: others have their turn between. */
function answerLater(socket: Socket): void {
  late.push(socket);
  if (late.length === 1) setImmediate(answerSome);
}

function answerSome(): void {
  const refusal = ApiError.of('request-timeout');
  for (const socket of late.splice(0, TIMEOUTS_A_TURN)) answerOnSocket(socket, refusal);
  if (late.length > 0) setImmediate(answerSome);
}

/** Answers what no handler sees: not HTTP, headers beyond Node's limit, a request that does not get complete. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') answerLater(socket);
  else answerOnSocket(socket, ApiError.of('request-malformed'));
}
