import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { adminOnly, oneOf, strictObject } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import type { Overview } from './overview.ts';
import { OverviewObject } from './overview-view.ts';
import { RANGE_NAMES } from './ranges.ts';

const Query = strictObject({ range: Type.Optional(oneOf(RANGE_NAMES, 'How far back; default: hour')) });

export function getOverview(v1: TypedInstance, { overview }: { overview: Overview }): void {
  v1.route({
    method: 'GET',
    url: '/overview',
    ...adminOnly(
      'getOverview',
      'operation',
      'Get the service’s recent activity and its state; to an operator limited to some projects, theirs, by hours',
      {
        querystring: Query,
        response: { 200: OverviewObject },
      },
    ),
    handler: async (request) => {
      const { range = 'hour' } = request.query;
      const projectIds = projectsOf(request);
      return projectIds === undefined
        ? await overview.report(range)
        : await overview.reportOf(projectIds, range);
    },
  });
}
