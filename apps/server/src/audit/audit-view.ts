import Type from 'typebox';
import { toIso } from '../base/time.ts';
import { AUDIT_ACTIONS } from './audit.ts';
import type { AuditEntry } from './audit-log.ts';

const snapshot = (description: string) =>
  Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], { description });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

/** A line of the audit log as the management API and the command show it. */
export const AuditObject = Type.Object(
  {
    id: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    actor: Type.String({ description: '`admin`, `command:USER`, `key:AK` or `start`' }),
    address: TextOrNull,
    action: Type.Enum([...AUDIT_ACTIONS]),
    subject: Type.String(),
    project: TextOrNull,
    before: snapshot('What was there; null = nothing'),
    after: snapshot('What is there since; null = nothing'),
  },
  { title: 'AuditEntry' },
);

export function toAuditObject({ projectId, at, ...entry }: AuditEntry): Type.Static<typeof AuditObject> {
  return {
    ...entry,
    action: entry.action as (typeof AUDIT_ACTIONS)[number],
    at: toIso(at),
    project: projectId,
  };
}
