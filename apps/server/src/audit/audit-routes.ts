import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import { parseTime, timeField } from '../base/time.ts';
import { ADMIN_ACCESS, filterBy, STRICT } from '../http/fields.ts';
import { Next, PageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { AUDIT_ACTIONS } from './audit.ts';
import type { AuditLog } from './audit-log.ts';
import { AuditObject, toAuditObject } from './audit-view.ts';

const Query = Type.Object(
  {
    actor: filterBy('Only what this actor did'),
    action: Type.Optional(
      Type.Enum([...AUDIT_ACTIONS], { 'x-rule': `must be one of: ${AUDIT_ACTIONS.join(', ')}` }),
    ),
    subject: filterBy('Only what was done to this project, key, room or revocation'),
    project: filterBy('Only what concerns the project of this id'),
    from: Type.Optional(Type.String(timeField('From this time on'))),
    until: Type.Optional(Type.String(timeField('Up to this time, without it'))),
    ...PageQuery,
  },
  STRICT,
);

/** `GET /v1/audit`. */
export function registerAuditRoutes(v1: TypedInstance, { audit }: { audit: AuditLog }): void {
  v1.route({
    method: 'GET',
    url: '/audit',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['audit'],
      summary: 'Who did what, newest first',
      querystring: Query,
      response: { 200: Type.Object({ entries: Type.Array(AuditObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { actor, action, subject, project, from, until, after } = query;
      const filter = {
        actor,
        action,
        subject,
        projectId: project,
        from: from === undefined ? undefined : parseTime('from', from),
        until: until === undefined ? undefined : parseTime('until', until),
        after: after === undefined ? undefined : parseCursor(after),
      };
      const { entries, next } = await readPage(
        query,
        (limit) => audit.list({ ...filter, limit }),
        ({ id }) => String(id),
      );
      return { entries: entries.map(toAuditObject), next };
    },
  });
}

function parseCursor(after: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(after)) {
    throw ApiError.of('field-invalid', 'after', 'must be the next of the page before');
  }
  return Number(after);
}
