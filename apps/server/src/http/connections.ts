import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError } from '../base/errors.ts';
import { networkOf } from '../base/network.ts';
import { http } from '../base/node-http.ts';
import type { Siblings } from '../base/siblings.ts';
import type { Config } from '../config/config.ts';
import { ConnectionCounts } from './connection-counts.ts';
import { requestIdOf } from './request-id.ts';
import { answerOnSocket } from './socket-answer.ts';
import { UnfinishedBodies } from './unfinished-bodies.ts';
import { closeLargestReaders } from './unread-answers.ts';

/** From the first byte of a request to its last, and for a client to read on. */
const TIMEOUT_MS = 30_000;

/** How often requests that take too long are looked for. */
const TIMEOUT_CHECK_MS = 500;

/** How often the unread answers are added up. */
const UNREAD_CHECK_MS = 250;

const NEVER = new AbortController().signal;

/** Answers a request before anything else is done for it. Whether it did. */
export type RefuseEarly = (request: IncomingMessage, response: ServerResponse) => boolean;

const refuseNone: RefuseEarly = () => false;

/** Requests that may wait behind another one on their connection, some 2 kB each. */
const MAX_WAITING = 100;

export type ConnectionLimits = Pick<
  Config,
  'maxConnections' | 'maxConnectionsPerAddress' | 'keepAliveTimeoutMs' | 'trustedProxies'
>;

/**
 * An HTTP server whose memory and time belong to nobody who connects: connections are limited, each has one request in progress, and who
 * does not read is cut off (decision 19).
 */
export function createHttpServer(
  handler: RequestListener,
  limits: ConnectionLimits,
  {
    stopping = NEVER,
    timeoutMs = TIMEOUT_MS,
    siblings,
    refuseEarly = refuseNone,
  }: { stopping?: AbortSignal; timeoutMs?: number; siblings?: Siblings; refuseEarly?: RefuseEarly } = {},
): Server {
  const server = http.createServer(
    {
      // `registerOddRequests` answers instead of Node.js, which would send an empty body.
      requireHostHeader: false,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      headersTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    oneAtATime(handler, stopping, refuseEarly),
  );
  // Later than the time-out of requests, which is answered.
  server.setTimeout(timeoutMs + 4 * TIMEOUT_CHECK_MS);
  server.maxConnections = limits.maxConnections;
  server.on('connect', (request, socket) =>
    answerOnSocket(socket as Socket, ApiError.of('route-not-found'), requestIdOf(request)),
  );
  watchConnections(server, limits, stopping, new ConnectionCounts(siblings));
  return server;
}

/** Node's parser of a connection. Its callbacks stand under numbers that its class names. */
interface Parser {
  readonly constructor: { readonly kOnHeadersComplete?: number };
  [callback: number]: () => number;
}

/** What the callback for the head of a request answers where no more HTTP follows. */
const UPGRADE = 2;

/** What is kept of a connection, on its socket: a map would cost the hot path a look-up for each request. */
interface Connection extends Socket {
  lastResponse?: ServerResponse;
  readonly parser?: Parser | null;
  waiting?: number;
}

/**
 * Begins a request once the answer before it on the same connection has gone to the kernel. By itself, Node.js begins all requests of a
 * packet at once and holds their answers.
 */
function oneAtATime(
  handler: RequestListener,
  stopping: AbortSignal,
  refuseEarly: RefuseEarly,
): RequestListener {
  return (request, response) => {
    if (stopping.aborted) endWith(response);
    const connection: Connection = request.socket;
    // Refused, or cut off with more requests in the same packet.
    if (connection.destroyed || connection.writableEnded) return;
    const before = connection.lastResponse;
    connection.lastResponse = response;
    if (before === undefined || before.closed) {
      if (!refuseEarly(request, response)) handler(request, response);
    } else waitFor(before, connection, () => handler(request, response));
  };
}

function waitFor(before: ServerResponse, connection: Connection, begin: () => void): void {
  connection.waiting = (connection.waiting ?? 0) + 1;
  if (connection.waiting > MAX_WAITING) {
    stopParsing(connection);
    connection.destroy();
    return;
  }
  connection.pause();
  before.once('close', () => {
    connection.waiting = (connection.waiting ?? 1) - 1;
    if (connection.destroyed) return;
    if (connection.waiting === 0) connection.resume();
    begin();
  });
}

/**
 * Has Node.js drop the rest of a packet: parsing a thousand requests more would keep everybody waiting for 30 ms. It offers no other way; a
 * test tells if this one is gone.
 */
function stopParsing(connection: Connection): void {
  const { parser } = connection;
  const callback = parser?.constructor.kOnHeadersComplete;
  const original = callback === undefined ? undefined : parser?.[callback];
  if (!parser || callback === undefined || original === undefined) return;
  parser[callback] = () => UPGRADE;
  // Node.js uses its parsers again, for other connections.
  connection.once('close', () => {
    parser[callback] = original;
  });
}

/** Has the connection end with this answer, and tells the client so: it sends nothing more on it. */
function endWith(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/** Counts connections by address, and looks for those who do not read. */
function watchConnections(
  server: Server,
  limits: ConnectionLimits,
  stopping: AbortSignal,
  counts: ConnectionCounts,
): void {
  const connections = new Map<Socket, string>();
  // Behind a proxy, all connections come from its address.
  const areLimited = limits.trustedProxies === undefined;
  const bodies = new UnfinishedBodies(server);

  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '');
    counts.add(network);
    connections.set(socket, network);
    if (areLimited) bodies.add(socket, network);
    socket.once('close', () => {
      connections.delete(socket);
      bodies.remove(socket);
      counts.remove(network);
    });
    // Node.js counts those of this process.
    if (counts.total > limits.maxConnections) socket.destroy();
    else if (areLimited && counts.of(network) > limits.maxConnectionsPerAddress)
      answerOnSocket(socket, ApiError.of('too-many-connections'));
  });
  const timer = setInterval(() => {
    closeLargestReaders(connections);
    bodies.resume();
  }, UNREAD_CHECK_MS).unref();
  server.once('close', () => clearInterval(timer));
  stopping.addEventListener('abort', () => {
    for (const { lastResponse } of connections.keys() as Iterable<Connection>) {
      if (lastResponse !== undefined) endWith(lastResponse);
    }
  });
}
