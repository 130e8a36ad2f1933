import type { Config } from '../config.ts';
import { ApiError } from '../errors.ts';
import type { TypedInstance } from '../typed-instance.ts';
import { issueResourceToken } from './resource-token.ts';
import { ResourceTokenBody, TokenAnswer, type TokenUses } from './token-request.ts';

/** `POST /v5/tokens/tasks/{uuid}`: a Task token for whoever has an SDK token of its project (spec §3.3). */
export function issueTaskToken(
  v5: TypedInstance,
  { resources, ...uses }: TokenUses & { resources: Config['resources'] },
): void {
  v5.route({
    method: 'POST',
    url: '/tokens/tasks/:uuid',
    config: { access: 'issue-task-token' },
    schema: {
      tags: ['tokens'],
      summary: 'Generate a Task token',
      body: ResourceTokenBody,
      response: { 201: TokenAnswer },
    },
    handler: (request, reply) => issueResourceToken('task', request, reply, uses, checkTask),
  });

  /** This version converts no files, so no project has a task of its own: tasks are known only to the vendor's cloud. */
  function checkTask(): void {
    if (resources === 'local') throw ApiError.of('task-not-found');
  }
}
