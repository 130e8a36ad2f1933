import { registerAuditRoutes } from './audit/audit-routes.ts';
import type { Config } from './config.ts';
import type { Metrics } from './http/metrics.ts';
import type { AccessKeys } from './keys/access-keys.ts';
import type { FailedAttempts } from './keys/failed-attempts.ts';
import { registerKeyRoutes } from './keys/key-routes.ts';
import type { Management } from './management/management.ts';
import { registerSettingsRoutes } from './management/settings-routes.ts';
import { registerProjectRoutes } from './projects/project-routes.ts';
import { registerRevocationRoutes } from './revocations/revocation-routes.ts';
import { banRoom } from './rooms/ban-room.ts';
import { createRoom } from './rooms/create-room.ts';
import { refuseExternalRooms } from './rooms/external-rooms.ts';
import { getRoom } from './rooms/get-room.ts';
import { listRooms } from './rooms/list-rooms.ts';
import type { Rooms } from './rooms/rooms.ts';
import { issueRoomToken } from './tokens/issue-room-token.ts';
import { issueSdkToken } from './tokens/issue-sdk-token.ts';
import { issueTaskToken } from './tokens/issue-task-token.ts';
import { registerTokenRoutes } from './tokens/token-routes.ts';
import type { TypedInstance } from './typed-instance.ts';
import type { Usage } from './usage/usage.ts';
import { registerUsageRoutes } from './usage/usage-routes.ts';

/** Everything under `/v5`, each route with the few things it uses. */
export function registerV5Routes(
  v5: TypedInstance,
  {
    config,
    keys,
    rooms,
    failures,
    metrics,
    usage,
    now,
  }: {
    config: Config;
    keys: AccessKeys;
    rooms: Rooms;
    failures: FailedAttempts;
    metrics: Metrics;
    usage: Usage;
    now: () => number;
  },
): void {
  const { resources } = config;
  const uses = { keys, metrics, usage, now, limits: config };

  issueSdkToken(v5, { ...uses, failures });
  issueRoomToken(v5, { ...uses, rooms, resources });
  issueTaskToken(v5, { ...uses, resources });

  if (resources === 'local') {
    createRoom(v5, { rooms });
    listRooms(v5, { rooms });
    getRoom(v5, { rooms });
    banRoom(v5, { rooms });
  } else {
    refuseExternalRooms(v5);
  }
}

/** Everything under `/v1`: what the `boardgate` command can do, over HTTP, for the bearer of the admin token. */
export function registerV1Routes(
  v1: TypedInstance,
  { config, management, now }: { config: Config; management: Management; now: () => number },
): void {
  // Answers hold secret keys that are shown once: no cache may keep them.
  v1.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  registerProjectRoutes(v1, management);
  registerKeyRoutes(v1, { ...management, now });
  registerTokenRoutes(v1, management);
  registerRevocationRoutes(v1, management);
  registerAuditRoutes(v1, management);
  registerUsageRoutes(v1, { usage: management.usageStore });
  registerSettingsRoutes(v1, { config, adminToken: management.adminToken });
}
