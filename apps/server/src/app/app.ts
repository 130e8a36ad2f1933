import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { describeCaller, registerAccess } from '../access/access.ts';
import { checkAdmin } from '../access/check-admin.ts';
import { describeAccess } from '../access/describe-access.ts';
import { SignInDelays } from '../access/sign-in-delays.ts';
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
import { registerCors } from '../http/cors.ts';
import { createAnswerError, registerErrorHandler } from '../http/error-handler.ts';
import { registerLatency } from '../http/latency.ts';
import { Metrics } from '../http/metrics.ts';
import { registerDocs, registerOpenApi } from '../http/openapi.ts';
import { publicUrl } from '../http/own-url.ts';
import { registerRegion } from '../http/region.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { compileValidator } from '../http/validation.ts';
import { Keyring } from '../keys/keyring.ts';
import { RevokedTokens } from '../revocations/revoked-tokens.ts';
import { FailedAttempts } from '../secrets/failed-attempts.ts';
import type { Vault } from '../secrets/vault.ts';
import { createAuthenticateToken } from '../tokens/authenticate-token.ts';
import { registerHealth } from './health.ts';
import { registerV1Routes, registerV5Routes } from './routes.ts';
import { createServices } from './services.ts';
import { registerUpkeep } from './upkeep.ts';

/** How long a client may take to send a request, and an idle connection may stay, in milliseconds. */
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

/** Longest name in a path, as it is written there: an access key of 256 characters, all of them escaped. */
const MAX_PARAM_LENGTH = 256 * '%F0%9F%98%80'.length;

export interface AppOptions {
  readonly config: Config;
  readonly database: Database;
  readonly vault: Vault;
  /** What documents are converted by; absent = what this machine has, once it is needed. */
  readonly converter?: GetConverter;
  /** Where the console's built page is; absent = where the workspace builds it. */
  readonly consoleFiles?: string;
  /** Where logs go; absent = nowhere. */
  readonly logger?: FastifyBaseLogger;
  /** The clock, in epoch milliseconds. */
  readonly now?: () => number;
}

/** Builds the whole server. It does not listen: `serve` does, and tests inject. */
export async function buildApp({
  config,
  database,
  vault,
  converter = converterOf(config),
  consoleFiles = CONSOLE_FILES,
  logger,
  now = Date.now,
}: AppOptions): Promise<FastifyInstance> {
  const metrics = new Metrics();
  const management = createServices(config, database, vault, now);
  const answerError = createAnswerError({
    onRefusal: ({ code, statusCode }, { caller }) => {
      metrics.countRefusal(code);
      management.usage.countRefusal(code);
      // What is refused before any route has no caller, nor a place for one.
      if (caller && statusCode < 500)
        management.usage.countRefused(caller.key, caller.claims.kind, caller.claims.role);
    },
    describeCaller,
  });
  const app = fastify({
    ...(logger && { loggerInstance: logger }),
    // We log refusals ourselves: Fastify's own lines hold the URL, which may hold what it should not.
    logController: new LogController({ disableRequestLogging: true }),
    // Not a logger for each request, made only to name it: `logRefusal` says the name.
    childLoggerFactory: (parent) => parent,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
    // Fastify's own answers to a bad path repeat it, and someone may have put a token there.
    frameworkErrors: answerError,
    trustProxy: config.trustedProxies === undefined ? false : [...config.trustedProxies],
    clientErrorHandler: answerClientError,
  });
  const { rooms, tasks, usage, webhooks } = management;
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
  tasks.onWaiting = () => conversions.worker.wake();
  const keyring = new Keyring(database, vault);
  const revoked = new RevokedTokens(database);
  const failures = new FailedAttempts(config);

  // Before any route: Fastify's own handlers would answer with text that is not ours.
  registerErrorHandler(app, answerError);
  registerBody(app);
  app.setValidatorCompiler(compileValidator as Parameters<FastifyInstance['setValidatorCompiler']>[0]);
  registerLatency(app, metrics.registry);
  registerAccess(app, {
    authenticate: createAuthenticateToken({ keyring, revoked, usage, now }),
    checkAdmin: (request) => checkAdmin(request, { ...management, failures }),
    checkRoomOpen: (uuid, projectId) => rooms.checkOpen(uuid, projectId),
  });
  registerUpkeep(app, {
    ...management,
    revoked,
    conversions,
    config,
    now,
  });
  await registerOpenApi(app, config, describeAccess);

  registerHealth(app, { database, ...conversions });
  metrics.register(app);
  registerDocs(app);
  // Each in a scope of its own: both send files, each in its own way.
  await app.register((scope) => results.serve(scope));
  await app.register((scope) => serveConsole(scope, { folder: consoleFiles, results }));
  await app.register(
    async (v5: FastifyInstance) => {
      registerCors(v5, config);
      registerRegion(v5, config);
      registerV5Routes(v5 as TypedInstance, {
        config,
        keyring,
        rooms,
        tasks,
        results,
        failures,
        metrics,
        usage,
        now,
      });
    },
    { prefix: '/v5' },
  );
  await app.register(
    async (v1: FastifyInstance) => {
      // Here alone: the hot path has no use for cookies.
      await v1.register(fastifyCookie);
      const delays = new SignInDelays();
      registerV1Routes(v1 as TypedInstance, {
        config,
        database,
        management,
        conversions,
        failures,
        delays,
        now,
      });
    },
    { prefix: '/v1' },
  );
  return app;
}
