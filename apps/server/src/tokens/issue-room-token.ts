import type { Config } from '../config/config.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { issueResourceToken } from './resource-token.ts';
import { ResourceTokenBody, TokenAnswer, type TokenUses } from './token-request.ts';

/** `POST /v5/tokens/rooms/{uuid}` (spec §3.2) */
export function issueRoomToken(
  v5: TypedInstance,
  { rooms, resources, ...uses }: TokenUses & { rooms: Rooms; resources: Config['resources'] },
): void {
  v5.route({
    method: 'POST',
    url: '/tokens/rooms/:uuid',
    config: { access: 'issue-room-token', isFromMemory: true },
    schema: {
      tags: ['tokens'],
      operationId: 'issueRoomToken',
      summary: 'Issue a Room token',
      body: ResourceTokenBody,
      response: { 201: TokenAnswer },
    },
    handler: (request, reply) => issueResourceToken('room', request, reply, uses, checkRoom),
  });

  function checkRoom(uuid: string, projectId: string): void | Promise<void> {
    if (resources === 'local') return rooms.checkOpen(uuid, projectId);
  }
}
