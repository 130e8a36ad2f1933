import type { Config } from '../config/config.ts';
import type { Tasks } from '../conversions/queue/tasks.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { issueResourceToken } from './resource-token.ts';
import { ResourceTokenBody, TokenAnswer, type TokenUses } from './token-request.ts';

/** `POST /v5/tokens/tasks/{uuid}` (spec §3.3) */
export function issueTaskToken(
  v5: TypedInstance,
  { tasks, resources, ...uses }: TokenUses & { tasks: Tasks; resources: Config['resources'] },
): void {
  v5.route({
    method: 'POST',
    url: '/tokens/tasks/:uuid',
    config: { access: 'issue-task-token', isFromMemory: true },
    schema: {
      tags: ['tokens'],
      operationId: 'issueTaskToken',
      summary: 'Issue a Task token',
      body: ResourceTokenBody,
      response: { 201: TokenAnswer },
    },
    handler: (request, reply) => issueResourceToken('task', request, reply, uses, checkTask),
  });

  function checkTask(uuid: string, projectId: string): void | Promise<void> {
    if (resources === 'local') return tasks.checkExists(uuid, projectId);
  }
}
