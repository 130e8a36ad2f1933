import { ApiError } from '../base/errors.ts';
import type { TypedInstance } from '../http/typed-instance.ts';

/** With `BOARDGATE_RESOURCES=external` there are no rooms here: whoever asks for them is told where they are. */
export function refuseExternalRooms(v5: TypedInstance): void {
  for (const url of ['/rooms', '/rooms/*']) {
    v5.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      config: { access: 'anyone' },
      schema: { hide: true },
      handler: async () => {
        throw ApiError.of('resources-external');
      },
    });
  }
}
