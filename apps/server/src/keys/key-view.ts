import Type from 'typebox';
import { storableRule } from '../base/text.ts';
import { timeField, toIso, toIsoOrNull } from '../base/time.ts';
import { orNull, TextOrNull, Time } from '../http/fields.ts';
import { type KeyWithActivity, MAX_KEY_NAME_LENGTH, stateOfKey } from './key-management.ts';

export const KeyFields = {
  name: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: 'A name for people; null = none',
      'x-rule': `${storableRule(MAX_KEY_NAME_LENGTH)}, or null`,
    }),
  ),
  expiresAt: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      ...timeField('From then on the key and its tokens are refused; null = never'),
      'x-rule': 'must be a time such as 2026-01-02T03:04:05Z, or null',
    }),
  ),
};

export const NewPair = {
  accessKey: Type.String(),
  secretKey: Type.String({ description: 'Shown only this once' }),
};

/** An access key in the management API and the command, without its secret key. */
export const AccessKeyObject = Type.Object(
  {
    accessKey: Type.String(),
    name: TextOrNull,
    project: Type.String({ description: 'The project’s id' }),
    projectName: Type.String(),
    imported: Type.Boolean({ description: 'Whether the pair was created elsewhere' }),
    createdAt: Time,
    expiresAt: orNull(Time, 'From then on the key is refused; null = never'),
    disabled: Type.Boolean(),
    state: Type.Enum(['enabled', 'disabled', 'expired', 'disabled with its project']),
    lastUsedAt: orNull(
      Time,
      'When one of its tokens was last accepted or issued, to the second; null = never',
    ),
    tokensIssued: Type.Integer(),
  },
  { title: 'AccessKey' },
);

export function toAccessKeyObject(key: KeyWithActivity, now: number): Type.Static<typeof AccessKeyObject> {
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
