import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import type { Actor } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { parseTime, timeField } from '../base/time.ts';
import { ADMIN_ACCESS, filterBy, STRICT } from '../http/fields.ts';
import { Next, PageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { REVOCATION_SCOPES } from './revocation-id.ts';
import { RevocationObject, toRevocationObject } from './revocation-view.ts';
import { MAX_REASON_LENGTH, type Revocations } from './revocations.ts';
import type { RevocationSubjects } from './subjects.ts';

const text = (description: string) =>
  Type.Optional(Type.String({ description, 'x-rule': 'must be a string' }));

const Body = Type.Object(
  {
    token: text('The token to revoke'),
    room: text('The uuid of a room: every Room token for it'),
    accessKey: text('An access key: every token it signed'),
    project: text('The id of a project: every token its keys signed'),
    issuedBefore: Type.Optional(
      Type.String(timeField('Not for a single token. Only what was issued before; default: until now')),
    ),
    reason: Type.Optional(
      Type.String({
        maxLength: MAX_REASON_LENGTH,
        description: 'For whoever reads it later',
        'x-rule': `must be a string of at most ${MAX_REASON_LENGTH} characters`,
      }),
    ),
  },
  STRICT,
);

/** `/v1/revocations`. */
export function registerRevocationRoutes(
  v1: TypedInstance,
  { revocations, subjects }: { revocations: Revocations; subjects: RevocationSubjects },
): void {
  const tags = ['revocations'];

  v1.route({
    method: 'GET',
    url: '/revocations',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'List revocations, oldest first',
      querystring: Type.Object(
        {
          scope: Type.Optional(
            Type.Enum([...REVOCATION_SCOPES], {
              'x-rule': `must be one of: ${REVOCATION_SCOPES.join(', ')}`,
            }),
          ),
          project: filterBy('Only those of the project of this id'),
          ...PageQuery,
        },
        STRICT,
      ),
      response: { 200: Type.Object({ revocations: Type.Array(RevocationObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { scope, project, after } = query;
      const { entries, next } = await readPage(
        query,
        (limit) => revocations.list({ scope, projectId: project, limit, after }),
        ({ id }) => id,
      );
      return { revocations: entries.map(toRevocationObject), next };
    },
  });

  v1.route({
    method: 'POST',
    url: '/revocations',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Revoke a token, or all of a room, a key or a project issued before a time',
      body: Body,
      response: { 201: RevocationObject },
    },
    handler: async (request, reply) => {
      const revocation = await revoke(request.body, actorOf(request));
      return reply.code(201).send(toRevocationObject(revocation));
    },
  });

  v1.route({
    method: 'DELETE',
    url: '/revocations/:id',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Take a revocation back: its tokens are as good as before',
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      await revocations.delete((request.params as { id: string }).id, actorOf(request));
      return reply.code(204).send(null);
    },
  });

  async function revoke(body: Type.Static<typeof Body>, actor: Actor) {
    const { token, room, accessKey, project, issuedBefore, reason = '' } = body;
    const named = [token, room, accessKey, project].filter((subject) => subject !== undefined);
    if (named.length !== 1) {
      throw ApiError.of('field-invalid', 'the body', 'must name one of: token, room, accessKey, project');
    }
    if (token !== undefined) {
      if (issuedBefore !== undefined) {
        throw ApiError.of('field-invalid', 'issuedBefore', 'does not go with token: it is one token');
      }
      return await revocations.revokeToken(token, reason, actor);
    }
    const time = issuedBefore === undefined ? undefined : parseTime('issuedBefore', issuedBefore);
    const rule = await subjects.find({ room, accessKey, project });
    return await revocations.revokeIssuedBefore(rule, time, reason, actor);
  }
}
