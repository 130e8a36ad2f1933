import { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { KeyManagement } from '../keys/key-management.ts';
import type { Vault } from '../keys/vault.ts';
import { Projects } from '../projects/projects.ts';
import { Revocations } from '../revocations/revocations.ts';
import { RevocationSubjects } from '../revocations/subjects.ts';
import { Rooms } from '../rooms/rooms.ts';
import { TokenInspector } from '../tokens/inspect-token.ts';
import { TokenMint } from '../tokens/mint-token.ts';
import { Usage } from '../usage/usage.ts';
import { UsageStore } from '../usage/usage-store.ts';
import { AdminToken } from './admin-token.ts';

/** All that can be managed: the same for the command and for `/v1`. */
export interface Management {
  readonly projects: Projects;
  readonly keys: KeyManagement;
  readonly rooms: Rooms;
  readonly revocations: Revocations;
  readonly subjects: RevocationSubjects;
  readonly mint: TokenMint;
  readonly inspector: TokenInspector;
  readonly audit: AuditLog;
  readonly usage: Usage;
  readonly usageStore: UsageStore;
  readonly adminToken: AdminToken;
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
  const usage = new Usage(database, now);
  return {
    projects,
    keys,
    rooms,
    revocations: new Revocations(database, keys, now),
    subjects: new RevocationSubjects({ projects, keys, rooms, resources: config.resources }),
    mint: new TokenMint({ config, database, projects, keys, rooms, usage, now }),
    inspector: new TokenInspector({ config, database, keys, rooms, now }),
    audit: new AuditLog(database),
    usage,
    usageStore: new UsageStore(database),
    adminToken: new AdminToken(database, vault, config, now),
  };
}
