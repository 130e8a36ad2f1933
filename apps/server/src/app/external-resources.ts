import { ApiError } from '../base/errors.ts';
import { ADMIN_ACCESS } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';

/** With `BOARDGATE_RESOURCES=external` there is neither a room nor a task to manage here: operators are told where they are. */
export function refuseExternalResources(v1: TypedInstance): void {
  for (const url of ['/rooms', '/rooms/*', '/tasks', '/tasks/*']) {
    v1.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      config: ADMIN_ACCESS,
      schema: { hide: true },
      handler: async () => {
        throw ApiError.of('resources-external');
      },
    });
  }
}
