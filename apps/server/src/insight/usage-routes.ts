import Type from 'typebox';
import { ApiError } from '../base/errors.ts';
import { parseTime, timeField } from '../base/time.ts';
import { ADMIN_ACCESS, filterBy, STRICT } from '../http/fields.ts';
import { Next, PageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { UsageHour, UsageStore } from './usage-store.ts';
import { toUsageObject, UsageObject } from './usage-view.ts';

const Query = Type.Object(
  {
    project: filterBy('Only what concerns the project of this id'),
    accessKey: filterBy('Only this access key'),
    from: Type.Optional(Type.String(timeField('From the hour that holds this time on'))),
    until: Type.Optional(Type.String(timeField('Up to this time, without it'))),
    ...PageQuery,
  },
  STRICT,
);

/** `GET /v1/usage`. */
export function registerUsageRoutes(v1: TypedInstance, { usage }: { usage: UsageStore }): void {
  v1.route({
    method: 'GET',
    url: '/usage',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['usage'],
      summary: 'Tokens issued and requests refused, per key, kind, role and hour, oldest hour first',
      querystring: Query,
      response: { 200: Type.Object({ usage: Type.Array(UsageObject), next: Next }) },
    },
    handler: async ({ query }) => {
      const { project, accessKey, from, until, after } = query;
      const filter = {
        projectId: project,
        accessKey,
        from: from === undefined ? undefined : parseTime('from', from),
        until: until === undefined ? undefined : parseTime('until', until),
        after: after === undefined ? undefined : decodeCursor(after),
      };
      const { entries, next } = await readPage(
        query,
        (limit) => usage.list({ ...filter, limit }),
        encodeCursor,
      );
      return { usage: entries.map(toUsageObject), next };
    },
  });
}

/** The place after a line: its hour, kind and role, and last the key, which may hold any character. */
function encodeCursor({ hour, kind, role, accessKey }: UsageHour): string {
  return `${hour} ${kind} ${role} ${accessKey}`;
}

function decodeCursor(after: string) {
  const [, hour, kind, role, accessKey] = /^(\d{1,15}) ([a-z]+) ([a-z]+) (.+)$/su.exec(after) ?? [];
  if (hour === undefined || kind === undefined || role === undefined || accessKey === undefined) {
    throw ApiError.of('field-invalid', 'after', 'must be the next of the page before');
  }
  return { hour: Number(hour), kind, role, accessKey };
}
