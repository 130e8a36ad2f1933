import Type from 'typebox';
import { toIso, toIsoOrNull } from '../base/time.ts';
import { type KeyWithActivity, stateOfKey } from './key-management.ts';

const TimeOrNull = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description });

/** An access key as the management API and the command show it: everything but its secret key. */
export const KeyObject = Type.Object(
  {
    accessKey: Type.String(),
    name: Type.Union([Type.String(), Type.Null()]),
    project: Type.String({ description: 'The id of its project' }),
    projectName: Type.String(),
    imported: Type.Boolean({ description: 'Whether the pair was made elsewhere' }),
    createdAt: Type.String({ format: 'date-time' }),
    expiresAt: TimeOrNull('From then on it is refused; null = never'),
    disabled: Type.Boolean(),
    state: Type.Enum(['enabled', 'disabled', 'expired', 'disabled with its project']),
    lastUsedAt: TimeOrNull('When a token of it was last accepted or issued, to the second; null = never'),
    tokensIssued: Type.Integer(),
  },
  { title: 'AccessKey' },
);

export function toKeyObject(key: KeyWithActivity, now: number): Type.Static<typeof KeyObject> {
  return {
    accessKey: key.accessKey,
    name: key.name,
    project: key.projectId,
    projectName: key.projectName,
    imported: key.isImported,
    createdAt: toIso(key.createdAt),
    expiresAt: toIsoOrNull(key.expiresAt),
    disabled: key.isKeyDisabled,
    state: stateOfKey(key, now),
    lastUsedAt: toIsoOrNull(key.lastUsedAt),
    tokensIssued: key.tokensIssued,
  };
}
