import { AdminToken } from '../access/admin-token.ts';
import { ConsoleSessions } from '../access/console-sessions.ts';
import { Idempotency } from '../access/idempotency.ts';
import { OperatorTokens } from '../access/operator-tokens.ts';
import { SignInCodes } from '../access/sign-in-codes.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { NO_SIBLINGS, type Siblings } from '../base/siblings.ts';
import type { Config } from '../config/config.ts';
import { requestRemovalOfProject } from '../conversions/queue/file-removals.ts';
import { Tasks } from '../conversions/queue/tasks.ts';
import type { Database } from '../database/database.ts';
import { ActivityStore } from '../insight/activity-store.ts';
import { BusiestKeys } from '../insight/busiest-keys.ts';
import { Nodes } from '../insight/nodes.ts';
import { Overview } from '../insight/overview.ts';
import { ProjectActivity } from '../insight/project-activity.ts';
import { Readiness } from '../insight/readiness.ts';
import { UsageCounter } from '../insight/usage-counter.ts';
import { UsageStore } from '../insight/usage-store.ts';
import { KeyManagement } from '../keys/key-management.ts';
import { Operators } from '../operators/operators.ts';
import { postJson } from '../outbound/post.ts';
import { Projects } from '../projects/projects.ts';
import { Revocations } from '../revocations/revocations.ts';
import { RevocationSubjects } from '../revocations/subjects.ts';
import { RoomSearch } from '../rooms/room-search.ts';
import { Rooms } from '../rooms/rooms.ts';
import type { Vault } from '../secrets/vault.ts';
import { TokenInspector } from '../tokens/token-inspector.ts';
import { TokenMint } from '../tokens/token-mint.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import { Webhooks } from '../webhooks/webhooks.ts';

export type Services = ReturnType<typeof createServices>;

/** Builds every service once. `routes.ts` and `jobs.ts` hand out the few that each route and job uses. */
export function createServices(
  config: Config,
  database: Database,
  vault: Vault,
  now: () => number,
  { siblings, serverId }: { siblings: Siblings; serverId?: string | undefined } = { siblings: NO_SIBLINGS },
) {
  const projects = new Projects(database, requestRemovalOfProject, now);
  const keys = new KeyManagement(database, vault, now);
  const rooms = new Rooms(database, now, siblings);
  const tasks = new Tasks(database, now);
  const usage = new UsageCounter(database, now);
  const adminToken = new AdminToken(database, vault, config, now);
  const operatorTokens = new OperatorTokens(database, vault, now);
  const activityStore = new ActivityStore(database);
  const nodes = new Nodes(database, now, serverId);
  const busiestKeys = new BusiestKeys(database, now);
  const readiness = new Readiness({ config, database, vault, now });
  const webhookSecrets = new WebhookSecrets(database, vault, now);
  return {
    projects,
    keys,
    rooms,
    roomSearch: new RoomSearch(database),
    tasks,
    revocations: new Revocations(database, keys, now),
    subjects: new RevocationSubjects({ projects, keys, rooms, resources: config.resources }),
    mint: new TokenMint({ config, database, projects, keys, rooms, tasks, usage, now }),
    inspector: new TokenInspector({ config, database, keys, rooms, tasks, now }),
    audit: new AuditLog(database),
    webhooks: new Webhooks({
      database,
      secrets: webhookSecrets,
      post: postJson,
      allowHosts: config.conversionAllowHosts ?? [],
      now,
    }),
    webhookSecrets,
    usage,
    usageStore: new UsageStore(database),
    adminToken,
    operatorTokens,
    operators: new Operators(database, operatorTokens, now),
    sessions: new ConsoleSessions(database, vault, operatorTokens, now),
    idempotency: new Idempotency(database, vault, now),
    signInCodes: new SignInCodes(database, vault, adminToken, now),
    activityStore,
    nodes,
    busiestKeys,
    readiness,
    overview: new Overview({
      database,
      activityStore,
      busiestKeys,
      projectActivity: new ProjectActivity(database),
      nodes,
      readiness,
      now,
    }),
  };
}
