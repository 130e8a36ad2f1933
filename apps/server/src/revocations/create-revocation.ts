import Type from 'typebox';
import { actorOf, projectsOf } from '../access/access.ts';
import type { Actor } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { parseTimeIfGiven, timeField } from '../base/time.ts';
import { adminOnly, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Revocation } from './revocation-store.ts';
import { RevocationObject, toRevocationObject } from './revocation-view.ts';
import { MAX_REASON_LENGTH, type Revocations } from './revocations.ts';
import type { RevocationSubjects } from './subjects.ts';

const text = (description: string) =>
  Type.Optional(Type.String({ description, 'x-rule': 'must be a string' }));

const Body = strictObject({
  token: text('The token to revoke'),
  room: text('The uuid of a room: revokes every Room token for it'),
  accessKey: text('An access key: revokes every token that it signed'),
  project: text('The id of a project: revokes every token that its keys signed'),
  issuedBefore: Type.Optional(
    Type.String(timeField('Revokes only what was issued before this time; default: now. Not with `token`')),
  ),
  reason: Type.Optional(
    Type.String({
      maxLength: MAX_REASON_LENGTH,
      description: 'A note for people',
      'x-rule': `must be a string of at most ${MAX_REASON_LENGTH} characters`,
    }),
  ),
});

interface Uses {
  readonly revocations: Revocations;
  readonly subjects: RevocationSubjects;
}

export function createRevocation(v1: TypedInstance, uses: Uses): void {
  v1.route({
    method: 'POST',
    url: '/revocations',
    ...adminOnly(
      'createRevocation',
      'revocations',
      'Revoke a token, or the tokens of a room, key or project that were issued before a time',
      { body: Body, response: { 201: RevocationObject } },
    ),
    handler: async (request, reply) => {
      const revocation = await revoke(request.body, actorOf(request), projectsOf(request), uses);
      return reply.code(201).send(toRevocationObject(revocation));
    },
  });
}

async function revoke(
  { token, room, accessKey, project, issuedBefore, reason = '' }: Type.Static<typeof Body>,
  actor: Actor,
  projectIds: readonly string[] | undefined,
  { revocations, subjects }: Uses,
): Promise<Revocation> {
  const named = [token, room, accessKey, project].filter((subject) => subject !== undefined);
  if (named.length !== 1) {
    const choices = 'token, room, accessKey, project';
    throw ApiError.of('field-invalid', 'the body', `must name one of: ${choices}`, {
      rule: 'one-field-of',
      choices,
    });
  }
  if (token !== undefined) {
    if (issuedBefore !== undefined) {
      throw ApiError.of('field-invalid', 'issuedBefore', 'does not go with token: it is one token', {
        rule: 'not-with',
        other: 'token',
      });
    }
    return await revocations.revokeToken(token, reason, actor, projectIds);
  }
  const time = parseTimeIfGiven('issuedBefore', issuedBefore);
  const rule = await subjects.find({ room, accessKey, project });
  return await revocations.revokeIssuedBefore(rule, time, reason, actor);
}
