import { ROLES, TOKEN_KINDS } from '@boardgate/token';
import Type from 'typebox';
import { toIso } from '../base/time.ts';
import type { UsageHour } from './usage-store.ts';

export const UsageObject = Type.Object(
  {
    hour: Type.String({ format: 'date-time', description: 'When the hour began' }),
    project: Type.String(),
    accessKey: Type.String(),
    kind: Type.Enum(TOKEN_KINDS),
    role: Type.Enum(ROLES),
    issued: Type.Integer(),
    refused: Type.Integer(),
  },
  { title: 'UsageHour' },
);

export function toUsageObject({ hour, projectId, ...line }: UsageHour): Type.Static<typeof UsageObject> {
  return { ...line, hour: toIso(hour), project: projectId };
}
