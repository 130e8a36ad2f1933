import Type from 'typebox';
import { actorOf } from '../access/access.ts';
import type { AdminToken } from '../access/admin-token.ts';
import { type Config, shownSettings } from '../config/config.ts';
import { ADMIN_ACCESS } from '../http/fields.ts';
import type { TypedInstance } from '../http/typed-instance.ts';

const tags = ['settings'];

/** `GET /v1/config` and `POST /v1/admin-token`. */
export function registerSettingsRoutes(
  v1: TypedInstance,
  { config, adminToken }: { config: Config; adminToken: AdminToken },
): void {
  v1.route({
    method: 'GET',
    url: '/config',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'The settings in force, by their environment variables; secrets are masked',
      response: { 200: Type.Object({ settings: Type.Record(Type.String(), Type.String()) }) },
    },
    handler: async () => ({ settings: Object.fromEntries(shownSettings(config)) }),
  });

  v1.route({
    method: 'POST',
    url: '/admin-token',
    config: ADMIN_ACCESS,
    schema: {
      tags,
      summary: 'Make a new admin token, shown this once; the old one is refused from now on',
      response: { 201: Type.Object({ adminToken: Type.String() }) },
    },
    handler: async (request, reply) =>
      reply.code(201).send({ adminToken: await adminToken.replace(actorOf(request)) }),
  });
}
