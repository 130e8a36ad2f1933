import Type from 'typebox';
import { toIso, toIsoOrNull } from '../base/time.ts';
import { orNull, TextOrNull, Time } from '../http/fields.ts';
import { REVOCATION_SCOPES } from './revocation-id.ts';
import type { Revocation } from './revocation-store.ts';

export const RevocationObject = Type.Object(
  {
    id: Type.String(),
    scope: Type.Enum(REVOCATION_SCOPES),
    project: TextOrNull,
    accessKey: TextOrNull,
    nonce: TextOrNull,
    issuedBefore: TextOrNull,
    expiresAt: orNull(
      Time,
      'When the token would have expired anyway; the revocation is removed an hour later',
    ),
    reason: Type.String(),
    createdAt: Time,
    note: Type.String({ description: 'What the revocation does, in a sentence' }),
  },
  { title: 'Revocation' },
);

export function toRevocationObject(revocation: Revocation): Type.Static<typeof RevocationObject> {
  const { id, scope, projectId, accessKey, nonce, issuedBefore, expiresAt, reason, createdAt } = revocation;
  return {
    id,
    scope,
    project: projectId,
    accessKey,
    nonce,
    issuedBefore: toIsoOrNull(issuedBefore),
    expiresAt: toIsoOrNull(expiresAt),
    reason,
    createdAt: toIso(createdAt),
    note: noteOf(revocation),
  };
}

const SUBJECTS = {
  room: 'Room tokens for this room',
  key: 'tokens this key signed',
  project: 'tokens of this project',
};

/** Explains what the fields do not show: the effect on tokens without a time of issue. */
function noteOf({ scope, issuedBefore }: Revocation): string {
  if (scope === 'token') return 'This token is refused from now on.';
  return `The ${SUBJECTS[scope]} that were issued before ${toIsoOrNull(issuedBefore)} are refused. So are those whose nonce carries no time of issue, whenever they were issued: sign with a generator that writes a UUID version 1.`;
}
