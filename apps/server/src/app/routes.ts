import { projectsOf } from '../access/access.ts';
import { getSession } from '../access/get-session.ts';
import { replaceAdminToken } from '../access/replace-admin-token.ts';
import type { RequestRates } from '../access/request-rates.ts';
import { signIn } from '../access/sign-in.ts';
import { SignInDelays } from '../access/sign-in-delays.ts';
import { signOut } from '../access/sign-out.ts';
import { listAuditEntries } from '../audit/list-audit-entries.ts';
import type { Siblings } from '../base/siblings.ts';
import type { Config } from '../config/config.ts';
import { cancelProjectorTask } from '../conversions/api/cancel-projector-task.ts';
import { cancelTaskAsOperator } from '../conversions/api/cancel-task-as-operator.ts';
import { getTaskAsOperator } from '../conversions/api/get-task-as-operator.ts';
import { listProjectorTasks } from '../conversions/api/list-projector-tasks.ts';
import { listTasksAsOperator } from '../conversions/api/list-tasks-as-operator.ts';
import { prioritiseProjectorTask } from '../conversions/api/prioritise-projector-task.ts';
import { prioritiseTaskAsOperator } from '../conversions/api/prioritise-task-as-operator.ts';
import { queryOlderTask } from '../conversions/api/query-older-task.ts';
import { queryProjectorTask } from '../conversions/api/query-projector-task.ts';
import { retryTask } from '../conversions/api/retry-task.ts';
import { startOlderTask } from '../conversions/api/start-older-task.ts';
import { startProjectorTask } from '../conversions/api/start-projector-task.ts';
import { startTaskAsOperator } from '../conversions/api/start-task-as-operator.ts';
import { uploadDocument } from '../conversions/api/upload-document.ts';
import type { ConversionService } from '../conversions/queue/conversion-service.ts';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../http/metrics.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { getAbout } from '../insight/get-about.ts';
import { getOverview } from '../insight/get-overview.ts';
import { getSettings } from '../insight/get-settings.ts';
import { listUsage } from '../insight/list-usage.ts';
import { createKey } from '../keys/create-key.ts';
import { deleteKey } from '../keys/delete-key.ts';
import { getKey } from '../keys/get-key.ts';
import { importKey } from '../keys/import-key.ts';
import type { Keyring } from '../keys/keyring.ts';
import { listKeys } from '../keys/list-keys.ts';
import { rotateKey } from '../keys/rotate-key.ts';
import { updateKey } from '../keys/update-key.ts';
import { createOperator } from '../operators/create-operator.ts';
import { deleteOperator } from '../operators/delete-operator.ts';
import { getOperator } from '../operators/get-operator.ts';
import { listOperators } from '../operators/list-operators.ts';
import { replaceOperatorToken } from '../operators/replace-operator-token.ts';
import { updateOperator } from '../operators/update-operator.ts';
import { createProject } from '../projects/create-project.ts';
import { deleteProject } from '../projects/delete-project.ts';
import { getProject } from '../projects/get-project.ts';
import { listProjects } from '../projects/list-projects.ts';
import { updateProject } from '../projects/update-project.ts';
import { createRevocation } from '../revocations/create-revocation.ts';
import { deleteRevocation } from '../revocations/delete-revocation.ts';
import { listRevocations } from '../revocations/list-revocations.ts';
import { banRoom } from '../rooms/ban-room.ts';
import { banRoomAsOperator } from '../rooms/ban-room-as-operator.ts';
import { createRoom } from '../rooms/create-room.ts';
import { createRoomAsOperator } from '../rooms/create-room-as-operator.ts';
import { getRoom } from '../rooms/get-room.ts';
import { getRoomAsOperator } from '../rooms/get-room-as-operator.ts';
import { listRooms } from '../rooms/list-rooms.ts';
import { listRoomsAsOperator } from '../rooms/list-rooms-as-operator.ts';
import type { FailedAttempts } from '../secrets/failed-attempts.ts';
import { introspectToken } from '../tokens/introspect-token.ts';
import { issueRoomToken } from '../tokens/issue-room-token.ts';
import { issueSdkToken } from '../tokens/issue-sdk-token.ts';
import { issueTaskToken } from '../tokens/issue-task-token.ts';
import { issueTokenAsOperator } from '../tokens/issue-token-as-operator.ts';
import { getDelivery } from '../webhooks/get-delivery.ts';
import { getWebhookSecret } from '../webhooks/get-webhook-secret.ts';
import { listDeliveries } from '../webhooks/list-deliveries.ts';
import { redeliverWebhook } from '../webhooks/redeliver-webhook.ts';
import { replaceWebhookSecret } from '../webhooks/replace-webhook-secret.ts';
import { refuseExternalResources } from './external-resources.ts';
import type { Services } from './services.ts';

/** Besides the services, the routes need the parts that only a running server has. */
export interface ServerParts {
  readonly config: Config;
  readonly database: Database;
  readonly keyring: Keyring;
  readonly failures: FailedAttempts;
  readonly rates: RequestRates;
  readonly conversions: ConversionService;
  readonly metrics: Metrics;
  readonly siblings: Siblings;
  readonly now: () => number;
}

/** The vendor's API. */
export function registerV5Routes(
  v5: TypedInstance,
  { rooms, tasks, usage, idempotency }: Services,
  { config, keyring, failures, rates, conversions, metrics, now }: ServerParts,
): void {
  const { resources } = config;
  const { results } = conversions;
  const issuing = { keyring, limits: config, metrics, usage, now };

  issueSdkToken(v5, { ...issuing, failures, rates });
  issueRoomToken(v5, { ...issuing, rooms, resources });
  issueTaskToken(v5, { ...issuing, tasks, resources });

  if (resources === 'external') {
    refuseExternalResources(v5, 'v5');
  } else {
    createRoom(v5, { rooms, idempotency });
    listRooms(v5, { rooms });
    getRoom(v5, { rooms });
    banRoom(v5, { rooms });

    startProjectorTask(v5, { tasks, idempotency });
    queryProjectorTask(v5, { tasks, results });
    listProjectorTasks(v5, { tasks });
    cancelProjectorTask(v5, { tasks });
    prioritiseProjectorTask(v5, { tasks });
    startOlderTask(v5, { tasks, idempotency });
    queryOlderTask(v5, { tasks, results });
  }
}

/** The management API, for operators and for the console. */
export function registerV1Routes(
  v1: TypedInstance,
  services: Services,
  { config, database, failures, conversions, siblings, now }: ServerParts,
): void {
  const {
    adminToken,
    operatorTokens,
    operators,
    sessions,
    audit,
    projects,
    keys,
    rooms,
    roomSearch,
    tasks,
    mint,
    inspector,
  } = services;
  const { idempotency, revocations, subjects, webhooks, webhookSecrets, usageStore, overview } = services;
  const { results, converter } = conversions;

  // Some answers hold a secret that is shown only once: no cache may keep it.
  v1.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  signIn(v1, { adminToken, operatorTokens, sessions, failures, delays: new SignInDelays(siblings) });
  getSession(v1, { sessions });
  signOut(v1, { sessions });

  listProjects(v1, { projects });
  createProject(v1, { projects });
  getProject(v1, { projects });
  updateProject(v1, { projects });
  deleteProject(v1, { projects });

  listKeys(v1, { keys, projects, now });
  createKey(v1, { keys, projects, idempotency });
  importKey(v1, { keys, projects, now });
  getKey(v1, { keys, now });
  updateKey(v1, { keys, now });
  deleteKey(v1, { keys });
  rotateKey(v1, { keys, idempotency });

  issueTokenAsOperator(v1, { mint });
  introspectToken(v1, { inspector });

  listRevocations(v1, { revocations });
  createRevocation(v1, { revocations, subjects });
  deleteRevocation(v1, { revocations });

  if (config.resources === 'external') {
    refuseExternalResources(v1, 'v1');
  } else {
    listRoomsAsOperator(v1, { roomSearch, projects });
    createRoomAsOperator(v1, { rooms, projects, idempotency });
    getRoomAsOperator(v1, { rooms, projects });
    banRoomAsOperator(v1, { rooms, projects });

    listTasksAsOperator(v1, { tasks, results });
    startTaskAsOperator(v1, { tasks, results, idempotency });
    uploadDocument(v1, { database, results, config, now });
    getTaskAsOperator(v1, { tasks, results });
    retryTask(v1, { tasks, results });
    cancelTaskAsOperator(v1, { tasks });
    prioritiseTaskAsOperator(v1, { tasks });
  }

  listDeliveries(v1, { webhooks });
  getDelivery(v1, { webhooks });
  redeliverWebhook(v1, { webhooks });
  getWebhookSecret(v1, { webhookSecrets });
  replaceWebhookSecret(v1, { webhookSecrets });

  listAuditEntries(v1, { audit, projectsOf });
  listUsage(v1, { usageStore });
  getOverview(v1, { overview });
  getAbout(v1, { config, database, listFormats: async () => (await converter()).formats.kinds });
  getSettings(v1, { config });
  replaceAdminToken(v1, { adminToken });

  listOperators(v1, { operators });
  createOperator(v1, { operators, idempotency });
  getOperator(v1, { operators });
  updateOperator(v1, { operators });
  deleteOperator(v1, { operators });
  replaceOperatorToken(v1, { operators });
}
