import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { parseTimeIfGiven, timeField } from '../base/time.ts';
import { adminOnly, filterBy, oneOf, ProjectFilter } from '../http/fields.ts';
import { Next, pageQuery, readPage, wrongCursor } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { AUDIT_ACTIONS } from './audit.ts';
import type { AuditLog } from './audit-log.ts';
import { AuditObject, toAuditObject } from './audit-view.ts';

const Query = pageQuery({
  actor: filterBy('Only the actions of this actor'),
  action: Type.Optional(oneOf(AUDIT_ACTIONS)),
  subject: filterBy(
    'Only actions on this project, key, room, task, revocation or delivery; with the revocations of all tokens of it',
  ),
  project: ProjectFilter,
  from: Type.Optional(Type.String(timeField('From this time on'))),
  until: Type.Optional(Type.String(timeField('Before this time'))),
});

interface Uses {
  readonly audit: AuditLog;
  /** The only projects whose entries the sender of a request may see; `undefined` = all entries. */
  readonly projectsOf: (request: FastifyRequest) => readonly string[] | undefined;
}

export function listAuditEntries(v1: TypedInstance, { audit, projectsOf }: Uses): void {
  v1.route({
    method: 'GET',
    url: '/audit',
    ...adminOnly('listAuditEntries', 'audit', 'List who did what, newest first', {
      querystring: Query,
      response: { 200: Type.Object({ entries: Type.Array(AuditObject), next: Next }) },
    }),
    handler: async (request) => {
      const { query } = request;
      const { actor, action, subject, project } = query;
      const filter = {
        actor,
        action,
        subject,
        projectId: project,
        projectIds: projectsOf(request),
        from: parseTimeIfGiven('from', query.from),
        until: parseTimeIfGiven('until', query.until),
        after: query.after === undefined ? undefined : parseCursor(query.after),
      };
      const { entries, next } = await readPage(
        query,
        ({ limit }) => audit.list({ ...filter, limit }),
        ({ id }) => String(id),
        toAuditObject,
      );
      return { entries, next };
    },
  });
}

function parseCursor(after: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(after)) throw wrongCursor();
  return Number(after);
}
