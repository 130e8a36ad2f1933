import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { parseTimeIfGiven, timeField } from '../base/time.ts';
import { adminOnly, filterBy, ProjectFilter } from '../http/fields.ts';
import { Next, pageQuery, readPage, wrongCursor } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { UsageHour, UsageStore } from './usage-store.ts';
import { toUsageObject, UsageObject } from './usage-view.ts';

const Query = pageQuery({
  project: ProjectFilter,
  accessKey: filterBy('Only this access key'),
  from: Type.Optional(Type.String(timeField('From the hour that contains this time'))),
  until: Type.Optional(Type.String(timeField('Before this time'))),
});

export function listUsage(v1: TypedInstance, { usageStore }: { usageStore: UsageStore }): void {
  v1.route({
    method: 'GET',
    url: '/usage',
    ...adminOnly(
      'listUsage',
      'usage',
      'List tokens issued and requests refused, per key, kind, role and hour, oldest hour first',
      { querystring: Query, response: { 200: Type.Object({ usage: Type.Array(UsageObject), next: Next }) } },
    ),
    handler: async (request) => {
      const { query } = request;
      const filter = {
        projectId: query.project,
        projectIds: projectsOf(request),
        accessKey: query.accessKey,
        from: parseTimeIfGiven('from', query.from),
        until: parseTimeIfGiven('until', query.until),
        after: query.after === undefined ? undefined : parseCursor(query.after),
      };
      const { entries, next } = await readPage(
        query,
        ({ limit }) => usageStore.list({ ...filter, limit }),
        cursorOf,
        toUsageObject,
      );
      return { usage: entries, next };
    },
  });
}

/** The access key comes last, since it may contain any character. */
function cursorOf({ hour, kind, role, accessKey }: UsageHour): string {
  return `${hour} ${kind} ${role} ${accessKey}`;
}

function parseCursor(after: string) {
  const [, hour, kind, role, accessKey] = /^(\d{1,15}) ([a-z]+) ([a-z]+) (.+)$/su.exec(after) ?? [];
  if (hour === undefined || kind === undefined || role === undefined || accessKey === undefined)
    throw wrongCursor();
  return { hour: Number(hour), kind, role, accessKey };
}
