import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import type { ConversionService } from '../conversions/queue/conversion-service.ts';
import { CheckObject } from '../insight/check-view.ts';
import { type Readiness, refusalOf } from '../insight/readiness.ts';

const Health = Type.Object({ status: Type.Literal('ok') }, { examples: [{ status: 'ok' }] });

const Ready = Type.Object(
  {
    status: Type.Literal('ok'),
    formats: Type.Array(Type.String(), { description: 'The kinds of document that this server converts' }),
    checks: Type.Optional(
      Type.Array(CheckObject, {
        description: 'With `verbose`: what the server needs, and whether it has it',
      }),
    ),
  },
  { examples: [{ status: 'ok', formats: ['pdf', 'docx', 'pptx'] }] },
);

const NotReady = Type.Object({
  message: Type.String(),
  checks: Type.Optional(Type.Array(CheckObject, { description: 'With `verbose`' })),
});

/** As operators know it from elsewhere, without a value. */
const VERBOSE = /[?&]verbose(?:[=&]|$)/;

const ReadyQuery = Type.Object({
  verbose: Type.Optional(
    Type.String({ description: 'Names every check, whatever its value', 'x-rule': 'must be given once' }),
  ),
});

/** `/healthz` tells that the process is alive; `/readyz`, that it can serve, which formats it converts, and what is wrong. */
export function registerHealth(
  app: FastifyInstance,
  {
    readiness,
    converter,
    stopping,
  }: { readiness: Readiness; converter: ConversionService['converter']; stopping: AbortSignal },
): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { access: 'anyone' },
    schema: {
      tags: ['operation'],
      operationId: 'checkAlive',
      summary: 'Check that the process is alive',
      response: { 200: Health },
    },
    handler: async () => ({ status: 'ok' as const }),
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    config: { access: 'anyone' },
    schema: {
      tags: ['operation'],
      operationId: 'checkReady',
      summary: 'Check that the server can serve: its database answers and takes changes',
      querystring: ReadyQuery,
      response: { 200: Ready, 503: NotReady },
    },
    handler: async ({ url }, reply) => {
      const isVerbose = VERBOSE.test(url);
      if (stopping.aborted) throw ApiError.of('server-stopping');
      const checks = await readiness.check();
      const refusal = refusalOf(checks);
      const shown = isVerbose ? { checks: [...checks] } : {};
      if (refusal === undefined) {
        const { formats } = await converter();
        return { status: 'ok' as const, formats: [...formats.kinds], ...shown };
      }
      if (!isVerbose) throw refusal;
      reply.header('retry-after', refusal.retryAfterSeconds);
      return reply.code(503).send({ message: refusal.message, ...shown });
    },
  });
}
