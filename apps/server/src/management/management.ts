import { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config.ts';
import { ConsoleSessions } from '../console/console-sessions.ts';
import { SignInCodes } from '../console/sign-in-codes.ts';
import { Tasks } from '../conversions/tasks.ts';
import type { Database } from '../database/database.ts';
import { KeyManagement } from '../keys/key-management.ts';
import type { Vault } from '../keys/vault.ts';
import { postJson } from '../outbound/post.ts';
import { Projects } from '../projects/projects.ts';
import { Revocations } from '../revocations/revocations.ts';
import { RevocationSubjects } from '../revocations/subjects.ts';
import { Rooms } from '../rooms/rooms.ts';
import { TokenInspector } from '../tokens/inspect-token.ts';
import { TokenMint } from '../tokens/mint-token.ts';
import { Usage } from '../usage/usage.ts';
import { UsageStore } from '../usage/usage-store.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import { Webhooks } from '../webhooks/webhooks.ts';
import { AdminToken } from './admin-token.ts';

/** All that can be managed: the same for the command and for `/v1`. */
export interface Management {
  readonly projects: Projects;
  readonly keys: KeyManagement;
  readonly rooms: Rooms;
  readonly tasks: Tasks;
  readonly revocations: Revocations;
  readonly subjects: RevocationSubjects;
  readonly mint: TokenMint;
  readonly inspector: TokenInspector;
  readonly audit: AuditLog;
  readonly webhooks: Webhooks;
  readonly webhookSecrets: WebhookSecrets;
  readonly usage: Usage;
  readonly usageStore: UsageStore;
  readonly adminToken: AdminToken;
  readonly sessions: ConsoleSessions;
  readonly signInCodes: SignInCodes;
}

export function createManagement(
  config: Config,
  database: Database,
  vault: Vault,
  now: () => number,
): Management {
  const projects = new Projects(database, now);
  const keys = new KeyManagement(database, vault, now);
  const rooms = new Rooms(database, now);
  const tasks = new Tasks(database, now);
  const usage = new Usage(database, now);
  const adminToken = new AdminToken(database, vault, config, now);
  const webhookSecrets = new WebhookSecrets(database, vault, now);
  return {
    projects,
    keys,
    rooms,
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
    sessions: new ConsoleSessions(database, vault, now),
    signInCodes: new SignInCodes(database, vault, adminToken, now),
  };
}
