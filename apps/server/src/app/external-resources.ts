import { ApiError } from '../base/errors.ts';
import type { TypedInstance } from '../http/typed-instance.ts';

const V5 = ['/rooms', '/projector/tasks', '/services/conversion/tasks'];
const V1 = ['/rooms', '/tasks', '/documents'];

/** With `BOARDGATE_RESOURCES=external`, tells callers that rooms and conversions live in another service: on `/v1` operators, on `/v5` anyone. */
export function refuseExternalResources(scope: TypedInstance, api: 'v5' | 'v1'): void {
  for (const base of api === 'v5' ? V5 : V1) {
    for (const url of [base, `${base}/*`]) {
      scope.route({
        method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        url,
        config: { access: api === 'v5' ? 'anyone' : 'resourcesElsewhere' },
        schema: { hide: true },
        handler: async () => {
          throw ApiError.of('resources-external');
        },
      });
    }
  }
}
