import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import type { ConversionService } from '../conversions/queue/conversion-service.ts';
import type { Database } from '../database/database.ts';

const PING_TIMEOUT_MS = 1000;

const Health = Type.Object({ status: Type.Literal('ok') }, { examples: [{ status: 'ok' }] });

const Readiness = Type.Object(
  {
    status: Type.Literal('ok'),
    formats: Type.Array(Type.String(), { description: 'The kinds of document that this server converts' }),
  },
  { examples: [{ status: 'ok', formats: ['pdf', 'docx', 'pptx'] }] },
);

/** `/healthz` tells that the process is alive; `/readyz`, that its database answers, and which formats it converts. */
export function registerHealth(
  app: FastifyInstance,
  {
    database,
    converter,
    stopping,
  }: { database: Database; converter: ConversionService['converter']; stopping: AbortSignal },
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
      summary: 'Check that the server can serve: its database answers',
      response: { 200: Readiness },
    },
    handler: async () => {
      if (stopping.aborted) throw ApiError.of('server-stopping');
      await checkDatabase(database);
      const { formats } = await converter();
      return { status: 'ok' as const, formats: [...formats.kinds] };
    },
  });
}

async function checkDatabase(database: Database): Promise<void> {
  const timeout = new AbortController();
  try {
    await Promise.race([database.ping(), tooLate(timeout.signal)]);
  } catch (error) {
    throw ApiError.causedBy(error, 'database-unreachable');
  } finally {
    timeout.abort();
  }
}

async function tooLate(signal: AbortSignal): Promise<never> {
  await setTimeout(PING_TIMEOUT_MS, undefined, { signal });
  throw new Error(`the database did not answer within ${PING_TIMEOUT_MS} ms`);
}
