import type { FastifyInstance } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { quoted } from '../base/text.ts';
import type { Config } from '../config/config.ts';

/** Refuses requests that name no region, or one that this server does not have (spec §1). */
export function registerRegion(v5: FastifyInstance, config: Pick<Config, 'regions' | 'defaultRegion'>): void {
  const regions = new Set(config.regions);
  const names = config.regions.join(', ');

  v5.addHook('onRequest', (request, _reply, done) => {
    const region = request.headers.region ?? config.defaultRegion;
    if (region === undefined) return done(ApiError.of('region-missing', names));
    if (!regions.has(region as string))
      return done(ApiError.of('region-unknown', quoted(String(region)), names));
    done();
  });
}
