import Type from 'typebox';
import { toIso } from '../base/time.ts';
import { orNull, TextOrNull, Time } from '../http/fields.ts';
import { AUDIT_ACTIONS } from './audit.ts';
import type { AuditEntry } from './audit-log.ts';

const snapshot = (description: string) => orNull(Type.Record(Type.String(), Type.Unknown()), description);

export const AuditObject = Type.Object(
  {
    id: Type.Integer(),
    at: Time,
    actor: Type.String({
      description: '`admin`, `console`, `operator:NAME`, `command:USER`, `key:AK` or `start`',
    }),
    address: TextOrNull,
    action: Type.Enum(AUDIT_ACTIONS),
    subject: Type.String(),
    project: TextOrNull,
    before: snapshot('The state before; null = none'),
    after: snapshot('The state after; null = none'),
  },
  { title: 'AuditEntry' },
);

export function toAuditObject({ projectId, at, ...entry }: AuditEntry): Type.Static<typeof AuditObject> {
  return { ...entry, at: toIso(at), project: projectId };
}
