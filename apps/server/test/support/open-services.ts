import { createServices, type Services } from '../../src/app/services.ts';
import { type Opened, openConfigured } from '../../src/commands/cli-context.ts';
import type { Config } from '../../src/config/config.ts';

/** Every service on an open database, for tests to act past the API and to look behind it. */
export type OpenServices = Pick<Opened, 'database' | 'vault'> & Services;

export async function openServices(config: Config, now: () => number): Promise<OpenServices> {
  const { database, vault } = await openConfigured(config, { now });
  return { database, vault, ...createServices(config, database, vault, now) };
}
