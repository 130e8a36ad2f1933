import { ApiError } from '../../base/errors.ts';
import type { TypedInstance } from '../../http/typed-instance.ts';

/** With `BOARDGATE_RESOURCES=external` nothing is converted here: whoever asks is told where. */
export function refuseExternalConversions(v5: TypedInstance): void {
  for (const base of ['/projector/tasks', '/services/conversion/tasks']) {
    for (const url of [base, `${base}/*`]) {
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
}
