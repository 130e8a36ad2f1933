import type { FastifyInstance } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { quoted } from '../base/text.ts';
import type { Config } from '../config/config.ts';
import { type Forward, registerForwarding } from './forwarding.ts';

type Regions = Pick<Config, 'regions' | 'defaultRegion' | 'regionUpstreams'>;

/** Refuses requests that name no region, or one that nobody has (spec §1), and sends those of other regions to the servers there. */
export async function registerRegion(v5: FastifyInstance, config: Regions): Promise<void> {
  const upstreams = config.regionUpstreams ?? new Map<string, string>();
  const regions = new Set(config.regions);
  const names = [...config.regions, ...upstreams.keys()].join(', ');
  let forward: Forward | undefined;
  if (upstreams.size > 0) forward = await registerForwarding(v5);

  v5.addHook('onRequest', (request, reply, done) => {
    const region = request.headers.region ?? config.defaultRegion;
    if (region === undefined) return done(ApiError.of('region-missing', names));
    if (regions.has(region as string)) return done();
    const upstream = upstreams.get(region as string);
    if (upstream === undefined) return done(ApiError.of('region-unknown', quoted(String(region)), names));
    forward?.(request, reply, { region: String(region), upstream });
  });
}
