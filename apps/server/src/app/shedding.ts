import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../base/errors.ts';
import type { Config } from '../config/config.ts';
import type { Waits } from '../database/waits.ts';
import { REQUEST_ID, requestIdOf } from '../http/request-id.ts';

/** Whoever would wait longer for the database is told so at once: all that wait would wait longer still. */
const LONGEST_WAIT_MS = 500;

/**
 * Where requests have waited for `BURST_MS` without a break, more come than the database can do, and no more than `MOST_WAITING` may wait. Each
 * holds memory that the garbage collector walks through again and again: with hundreds that took a tenth of the processor.
 */
const BURST_MS = 250;
const MOST_WAITING = 100;

/** What the database has a part in, as nearly every client writes it: tokens are issued from memory, and `/v1` is the operator's. */
const NEEDS_DATABASE = /^\/v5\/(?!tokens\/)/;

const REFUSAL = ApiError.of('server-busy');
const BODY = JSON.stringify({ message: REFUSAL.message });
const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(BODY),
  'retry-after': String(REFUSAL.retryAfterSeconds),
};

/**
 * Refuses more than the database can do, so that what is accepted is answered soon. Tokens are issued from memory and are not refused; nor
 * is the operator. What only this process has to do needs no limit: it reads no more than it can answer.
 */
export class Shedding {
  readonly #waits: Waits;
  readonly #onRefusal: (code: 'server-busy') => void;
  readonly #isRegional: boolean;

  /** @param onRefusal called for what is refused before Fastify hears of it. */
  constructor(
    waits: Waits,
    { regionUpstreams }: Pick<Config, 'regionUpstreams'>,
    onRefusal: (code: 'server-busy') => void,
  ) {
    this.#waits = waits;
    this.#onRefusal = onRefusal;
    this.#isRegional = regionUpstreams !== undefined;
  }

  get #isBusy(): boolean {
    const { waiting } = this.#waits;
    if (waiting === 0) return false;
    if (this.#waits.expectedMs > LONGEST_WAIT_MS) return true;
    return waiting >= MOST_WAITING && this.#waits.unbrokenMs > BURST_MS;
  }

  /** For all that is not answered early: requests of pages, which need the headers of CORS, and those of other regions. */
  register(v5: FastifyInstance): void {
    v5.addHook('onRequest', (request, _reply, done) => {
      if (this.#isBusy && !request.routeOptions.config.isFromMemory) done(ApiError.of('server-busy'));
      else done();
    });
  }

  /** Answers at a third of what it costs to have Fastify refuse. @returns whether it did. */
  readonly refuseEarly = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { url = '', headers } = request;
    if (!this.#isBusy || this.#isRegional || headers.origin !== undefined || !NEEDS_DATABASE.test(url))
      return false;
    response.writeHead(503, { ...HEADERS, [REQUEST_ID]: requestIdOf(request) });
    response.end(BODY);
    this.#onRefusal('server-busy');
    return true;
  };
}
