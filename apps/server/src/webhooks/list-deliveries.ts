import Type from 'typebox';
import { projectsOf } from '../access/access.ts';
import { idOf } from '../database/page.ts';
import { adminOnly, filterBy, oneOf, ProjectFilter } from '../http/fields.ts';
import { Next, pageQuery, readPage } from '../http/paging.ts';
import type { TypedInstance } from '../http/typed-instance.ts';
import { DELIVERY_STATUSES } from './webhook-delivery.ts';
import { DeliveryObject, toDeliveryObject } from './webhook-view.ts';
import type { Webhooks } from './webhooks.ts';

const Query = pageQuery({
  project: ProjectFilter,
  task: filterBy('Only this task, by its uuid'),
  status: Type.Optional(oneOf(DELIVERY_STATUSES)),
});

export function listDeliveries(v1: TypedInstance, { webhooks }: { webhooks: Webhooks }): void {
  v1.route({
    method: 'GET',
    url: '/webhook-deliveries',
    ...adminOnly('listDeliveries', 'webhooks', 'List webhook deliveries, newest first', {
      querystring: Query,
      response: { 200: Type.Object({ deliveries: Type.Array(DeliveryObject), next: Next }) },
    }),
    handler: async (request) => {
      const { query } = request;
      const filter = {
        projectId: query.project,
        projectIds: projectsOf(request),
        taskUuid: query.task,
        status: query.status,
      };
      const { entries, next } = await readPage(
        query,
        (page) => webhooks.list({ ...filter, ...page }),
        idOf,
        toDeliveryObject,
      );
      return { deliveries: entries, next };
    },
  });
}
