import type { Role, TokenKind } from '@boardgate/token';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const LATENCY_BUCKETS_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** What the server counts. Labels take their values from our own lists, so no caller can make the numbers grow. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #issued = new Counter({
    name: 'boardgate_tokens_issued_total',
    help: 'Tokens issued',
    labelNames: ['kind', 'role'],
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: 'boardgate_refusals_total',
    help: 'Requests refused or failed, by error code',
    labelNames: ['code'],
    registers: [this.#registry],
  });
  readonly #latency = new Histogram({
    name: 'boardgate_request_duration_seconds',
    help: 'Time from the request head to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: LATENCY_BUCKETS_S,
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  countIssued(kind: TokenKind, role: Role): void {
    this.#issued.inc({ kind, role });
  }

  countRefusal(code: string): void {
    this.#refusals.inc({ code });
  }

  /** Serves the numbers at `/metrics` and times every request. */
  register(app: FastifyInstance): void {
    app.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      this.#latency.observe(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
      done();
    });
    app.route({
      method: 'GET',
      url: '/metrics',
      config: { access: 'anyone' },
      schema: { tags: ['operation'], summary: 'Numbers for Prometheus' },
      handler: async (_request, reply) => {
        reply.type(this.#registry.contentType);
        return await this.#registry.metrics();
      },
    });
  }
}
