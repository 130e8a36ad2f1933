import type { Config } from './config.ts';
import type { Metrics } from './http/metrics.ts';
import type { AccessKeys } from './keys/access-keys.ts';
import { createRoom } from './rooms/create-room.ts';
import { refuseExternalRooms } from './rooms/external-rooms.ts';
import { getRoom } from './rooms/get-room.ts';
import type { Rooms } from './rooms/rooms.ts';
import { issueRoomToken } from './tokens/issue-room-token.ts';
import { issueSdkToken } from './tokens/issue-sdk-token.ts';
import { issueTaskToken } from './tokens/issue-task-token.ts';
import type { TypedInstance } from './typed-instance.ts';

/** Everything under `/v5`, each route with the few things it uses. */
export function registerV5Routes(
  v5: TypedInstance,
  {
    config,
    keys,
    rooms,
    metrics,
    now,
  }: { config: Config; keys: AccessKeys; rooms: Rooms; metrics: Metrics; now: () => number },
): void {
  const { resources } = config;
  const uses = { keys, metrics, now, policy: config };

  issueSdkToken(v5, uses);
  issueRoomToken(v5, { ...uses, rooms, resources });
  issueTaskToken(v5, { ...uses, resources });

  if (resources === 'local') {
    createRoom(v5, { rooms });
    getRoom(v5, { rooms });
  } else {
    refuseExternalRooms(v5);
  }
}
