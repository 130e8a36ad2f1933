import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { describeCaller, registerAccess } from '../access/access.ts';
import { checkAdmin } from '../access/check-admin.ts';
import { checkProjects } from '../access/check-management.ts';
import { describeAccess } from '../access/describe-access.ts';
import { RequestRates } from '../access/request-rates.ts';
import type { ErrorCode } from '../base/errors.ts';
import { NO_SIBLINGS, type Siblings } from '../base/siblings.ts';
import type { Config } from '../config/config.ts';
import { CONSOLE_FILES, serveConsole } from '../console/serve-console.ts';
import { registerConversionMetrics } from '../conversions/queue/conversion-metrics.ts';
import {
  converterOf,
  createConversionService,
  type GetConverter,
} from '../conversions/queue/conversion-service.ts';
import type { Database } from '../database/database.ts';
import { registerBody } from '../http/body.ts';
import { answerClientError } from '../http/client-error.ts';
import { createHttpServer } from '../http/connections.ts';
import { registerCors } from '../http/cors.ts';
import { registerDocsPage } from '../http/docs-page.ts';
import { createAnswerError, registerErrorHandler } from '../http/error-handler.ts';
import { registerForwarded } from '../http/forwarded.ts';
import { registerLatency } from '../http/latency.ts';
import { Metrics } from '../http/metrics.ts';
import { registerOddRequests, rewriteUrl } from '../http/odd-requests.ts';
import { registerDocument, registerOpenApi } from '../http/openapi.ts';
import { publicUrl } from '../http/own-url.ts';
import { registerRegion } from '../http/region.ts';
import { registerRequestId, requestIdOf } from '../http/request-id.ts';
import { RequestLog } from '../http/request-log.ts';
import { compileSerializer } from '../http/serialization.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { compileValidator } from '../http/validation.ts';
import { Keyring } from '../keys/keyring.ts';
import { RevokedTokens } from '../revocations/revoked-tokens.ts';
import { FailedAttempts } from '../secrets/failed-attempts.ts';
import type { Vault } from '../secrets/vault.ts';
import { createAuthenticateToken } from '../tokens/authenticate-token.ts';
import { registerDatabaseMetrics } from './database-metrics.ts';
import { registerHealth } from './health.ts';
import { createConversionJob, createJobs } from './jobs.ts';
import { registerV1Routes, registerV5Routes } from './routes.ts';
import { createServices } from './services.ts';
import { Shedding } from './shedding.ts';
import { registerTelling } from './telling.ts';
import { registerUpkeep } from './upkeep.ts';

/** The longest path parameter is an access key of 256 characters, each of them escaped. */
const MAX_PARAM_LENGTH = 256 * '%F0%9F%98%80'.length;

export interface AppOptions {
  readonly config: Config;
  readonly database: Database;
  readonly vault: Vault;
  /** Default: a converter for what this machine has, prepared when it is first needed. */
  readonly converter?: GetConverter;
  /** The folder of the built console; default: where the workspace builds it. */
  readonly consoleFiles?: string;
  /** Default: no logs. */
  readonly logger?: FastifyBaseLogger;
  /** Lines that the log had to drop. */
  readonly droppedLogLines?: () => number;
  /** Aborted before the server closes: from then on `/readyz` refuses, and each connection ends with its next answer. */
  readonly stopping?: AbortSignal;
  /** Default: the server is this one process. */
  readonly worker?: AppWorker;
  /** The clock, in epoch milliseconds. */
  readonly now?: () => number;
}

/** One of several processes that are a server together. */
export interface AppWorker {
  readonly siblings: Siblings;
  /** Whether it does what one process has to do for all of them: conversions, cleaning up, the row in `nodes`. */
  readonly isFirst: boolean;
  /** The same for all of them. */
  readonly serverId: string | undefined;
}

const ALONE: AppWorker = { siblings: NO_SIBLINGS, isFirst: true, serverId: undefined };

/** Builds the whole server. It does not listen: `serve` does that, and tests inject requests. */
export async function buildApp({
  config,
  database,
  vault,
  converter = converterOf(config),
  consoleFiles = CONSOLE_FILES,
  logger,
  droppedLogLines = () => 0,
  stopping = new AbortController().signal,
  worker: { siblings, isFirst, serverId } = ALONE,
  now = Date.now,
}: AppOptions): Promise<FastifyInstance> {
  const metrics = new Metrics(droppedLogLines, siblings.metrics);
  const services = createServices(config, database, vault, now, { siblings, serverId });
  const { rooms, usage, webhooks, adminToken, operatorTokens, sessions, readiness } = services;
  const countRefusal = (code: ErrorCode) => {
    metrics.countRefusal(code);
    usage.countRefusal(code);
  };
  const shedding = new Shedding(database.waits, config, countRefusal);
  const answerError = createAnswerError({
    onRefusal: ({ code, statusCode }, { caller }) => {
      countRefusal(code);
      // A request that is refused before routing has no `caller` at all.
      if (caller && statusCode < 500) usage.countRefused(caller.key, caller.claims.kind, caller.claims.role);
    },
    describeCaller,
  });
  const app = fastify({
    ...(logger && { loggerInstance: logger }),
    // Our own error handler logs refusals: Fastify's lines hold the URL, which may hold a secret.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: requestIdOf,
    childLoggerFactory: (parent, bindings, _options, request) => new RequestLog(parent, bindings, request),
    serverFactory: (handler) =>
      createHttpServer(handler, config, { stopping, siblings, refuseEarly: shedding.refuseEarly }),
    rewriteUrl,
    // HEAD answers as GET does, on every route.
    exposeHeadRoutes: true,
    forceCloseConnections: 'idle',
    // Who still has a connection is answered: Fastify would refuse.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
    // Fastify's own answers repeat a bad path, which may hold a token.
    frameworkErrors: answerError,
    trustProxy: config.trustedProxies === undefined ? false : [...config.trustedProxies],
    clientErrorHandler: answerClientError,
  });
  const conversions = createConversionService({
    config,
    database,
    webhooks,
    converter,
    publicUrl: () => publicUrl(app, config),
    noteEnding: registerConversionMetrics(metrics.registry, { database, now }),
    log: app.log,
    now,
  });
  const { results } = conversions;
  const keyring = new Keyring(database, vault, (accessKey) =>
    app.log.error({ accessKey }, 'the stored secret key cannot be opened: its tokens are refused'),
  );
  const revoked = new RevokedTokens(database);
  const failures = new FailedAttempts(config, siblings);
  const rates = new RequestRates(siblings);

  // Before any route: otherwise Fastify's own handlers would answer.
  registerErrorHandler(app, answerError);
  registerRequestId(app);
  registerOddRequests(app);
  registerForwarded(app, config);
  registerBody(app);
  app.setValidatorCompiler(compileValidator as Parameters<FastifyInstance['setValidatorCompiler']>[0]);
  app.setSerializerCompiler(compileSerializer);
  registerLatency(app, metrics.registry);
  registerDatabaseMetrics(metrics.registry, database);
  registerAccess(app, {
    authenticate: createAuthenticateToken({ keyring, revoked, rates, usage, now }),
    checkAdmin: (request) => checkAdmin(request, { adminToken, operatorTokens, sessions, failures }),
    checkRoomOpen: (uuid, projectId) => rooms.checkOpen(uuid, projectId),
    checkProjects: (operation, request, operator) => checkProjects(operation, request, operator, database.db),
  });
  registerTelling(app, database.changes);
  registerUpkeep(app, [
    ...createJobs(services, { database, config, vault, revoked, conversions, isFirst, now }),
    ...(config.resources === 'local' && isFirst
      ? [createConversionJob(services, conversions, config, app.log)]
      : []),
  ]);
  await registerOpenApi(app, config, describeAccess);

  registerHealth(app, { readiness, converter, stopping });
  metrics.register(app, now);
  registerDocument(app);
  registerDocsPage(app);
  // Each in its own scope: both decorate replies to send files.
  await app.register((scope) => results.serve(scope));
  await app.register((scope) => serveConsole(scope, { folder: consoleFiles, results }));
  const parts = { config, database, keyring, failures, rates, conversions, metrics, siblings, now };
  await app.register(
    async (v5: FastifyInstance) => {
      registerCors(v5, config);
      await registerRegion(v5, config);
      shedding.register(v5);
      registerV5Routes(v5 as TypedInstance, services, parts);
    },
    { prefix: '/v5' },
  );
  await app.register(
    async (v1: FastifyInstance) => {
      // Only here: the hot path needs no cookies.
      await v1.register(fastifyCookie);
      registerV1Routes(v1 as TypedInstance, services, parts);
    },
    { prefix: '/v1' },
  );
  return app;
}
