import Type from 'typebox';
import { type Config, shownSettings } from '../config/config.ts';
import { adminOnly } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';

export function getSettings(v1: TypedInstance, { config }: { config: Config }): void {
  v1.route({
    method: 'GET',
    url: '/config',
    ...adminOnly(
      'getSettings',
      'settings',
      'Get the settings in force, by environment variable; secrets are masked',
      {
        response: { 200: Type.Object({ settings: Type.Record(Type.String(), Type.String()) }) },
      },
    ),
    handler: async () => ({ settings: Object.fromEntries(shownSettings(config)) }),
  });
}
