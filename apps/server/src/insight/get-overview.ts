import Type from 'typebox';
import { ADMIN_ACCESS, oneOf, STRICT } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Overview } from './overview.ts';
import { OverviewObject, toOverviewObject } from './overview-view.ts';
import { RANGE_NAMES } from './ranges.ts';

const Query = Type.Object(
  { range: Type.Optional(oneOf(RANGE_NAMES, 'How far back; default: hour')) },
  STRICT,
);

/** `GET /v1/overview` */
export function getOverview(v1: TypedInstance, { overview }: { overview: Overview }): void {
  v1.route({
    method: 'GET',
    url: '/overview',
    config: ADMIN_ACCESS,
    schema: {
      tags: ['operation'],
      summary: 'Get the service’s recent activity and its state',
      querystring: Query,
      response: { 200: OverviewObject },
    },
    handler: async ({ query }) => toOverviewObject(await overview.report(query.range ?? 'hour')),
  });
}
