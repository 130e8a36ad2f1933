import { ROLES, type Role, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import { ApiError } from '../base/errors.ts';
import type { SharedMetrics } from '../base/siblings.ts';
import { sendInPieces } from './send-in-pieces.ts';

/** Adding them up takes a millisecond or two, which those who ask more often than Prometheus must not multiply. */
const MAX_AGE_MS = 1000;

/** The server's metrics. Label values come from our own lists only, so no caller can add series. */
export class Metrics {
  readonly registry = new Registry();
  /** Plain numbers, handed to Prometheus when it asks: its own counters look up their labels at every count. */
  readonly #issued = mapOf(TOKEN_KINDS, () => mapOf(ROLES, () => 0));
  readonly #refusals = new Counter({
    name: 'boardgate_refusals_total',
    help: 'Requests refused or failed, by error code',
    labelNames: ['code'],
    registers: [this.registry],
  });

  readonly #shared: SharedMetrics | undefined;

  /**
   * @param droppedLogLines how many lines the log had to drop since the start.
   * @param shared those of a server that is several processes.
   */
  constructor(droppedLogLines: () => number, shared: SharedMetrics | undefined) {
    this.#shared = shared;
    shared?.share(() => this.registry.getMetricsAsJSON());
    collectDefaultMetrics({ register: this.registry });
    const dropped = new Counter({
      name: 'boardgate_log_lines_dropped_total',
      help: 'Lines of the log that could not be written: the disk was full, or nobody read them',
      registers: [this.registry],
      collect: () => {
        dropped.reset();
        dropped.inc(droppedLogLines());
      },
    });
    const issued = this.#issued;
    const counter = new Counter({
      name: 'boardgate_tokens_issued_total',
      help: 'Tokens issued',
      labelNames: ['kind', 'role'],
      registers: [this.registry],
      collect: () => {
        counter.reset();
        for (const kind of TOKEN_KINDS)
          for (const role of ROLES) counter.inc({ kind, role }, issued[kind][role]);
      },
    });
  }

  countIssued(kind: TokenKind, role: Role): void {
    this.#issued[kind][role]++;
  }

  countRefusal(code: string): void {
    this.#refusals.inc({ code });
  }

  /** Registers `GET /metrics`. */
  register(app: FastifyInstance, now: () => number): void {
    let shown = { at: Number.NEGATIVE_INFINITY, text: Promise.resolve(Buffer.alloc(0)) };
    app.route({
      method: 'GET',
      url: '/metrics',
      config: { access: 'anyone' },
      schema: { tags: ['operation'], operationId: 'getMetrics', summary: 'Numbers for Prometheus' },
      handler: async (_request, reply) => {
        if (Math.abs(now() - shown.at) >= MAX_AGE_MS) {
          const text = this.#read().then((lines) => Buffer.from(lines));
          shown = { at: now(), text };
        }
        const text = await shown.text;
        // Too few of the processes have answered: half of the numbers would look like a restart.
        if (text.length === 0) throw ApiError.of('server-busy');
        reply.type(this.registry.contentType);
        return sendInPieces(reply, text);
      },
    });
  }

  #read(): Promise<string> {
    return this.#shared === undefined ? this.registry.metrics() : this.#shared.read();
  }
}

function mapOf<Key extends string, Value>(
  keys: readonly Key[],
  toValue: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, toValue(key)])) as Record<Key, Value>;
}
