import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { traceIdOf } from './request-id.ts';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** pino's own, and what Fastify has in its place if nothing is logged. */
type Parent = FastifyBaseLogger & { readonly isLevelEnabled?: (level: string) => boolean };

/**
 * The log of one request: each line names its id, and its trace if it belongs to one. pino's logger for a request is made with the first line,
 * which most requests never write.
 */
export class RequestLog implements FastifyBaseLogger {
  readonly #parent: Parent;
  readonly #bindings: Record<string, unknown>;
  readonly #request: IncomingMessage;
  #made: FastifyBaseLogger | undefined;

  constructor(parent: FastifyBaseLogger, bindings: Record<string, unknown>, request: IncomingMessage) {
    this.#parent = parent;
    this.#bindings = bindings;
    this.#request = request;
  }

  get level(): string {
    return this.#parent.level;
  }

  silent(): void {}

  child(...made: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#logger.child(...made);
  }

  fatal(...line: [unknown, ...unknown[]]): void {
    this.#write('fatal', line);
  }

  error(...line: [unknown, ...unknown[]]): void {
    this.#write('error', line);
  }

  warn(...line: [unknown, ...unknown[]]): void {
    this.#write('warn', line);
  }

  info(...line: [unknown, ...unknown[]]): void {
    this.#write('info', line);
  }

  debug(...line: [unknown, ...unknown[]]): void {
    this.#write('debug', line);
  }

  trace(...line: [unknown, ...unknown[]]): void {
    this.#write('trace', line);
  }

  get #logger(): FastifyBaseLogger {
    if (this.#made === undefined) {
      const trace = traceIdOf(this.#request.headers);
      this.#made = this.#parent.child({ ...this.#bindings, ...(trace !== undefined && { trace }) });
    }
    return this.#made;
  }

  #write(level: Level, line: [unknown, ...unknown[]]): void {
    if (this.#parent.isLevelEnabled?.(level)) this.#logger[level](...(line as [string]));
  }
}
