import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';

/** Addresses that mean "every address" are none that a client can ask for. */
const ANY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** Where this server itself can be reached: its real port once it listens, the configured one before. */
export function ownUrl(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): string {
  const address = app.server.address() as AddressInfo | null;
  return addressUrl(host, address?.port ?? port);
}

/** The same for whoever is not the server: by host and port alone. */
export function addressUrl(host: string, port: number): string {
  const name = ANY_ADDRESS[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${name}:${port}`;
}

/** Where clients reach this server: what links begin with. */
export function publicUrl(app: FastifyInstance, config: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return config.publicUrl ?? ownUrl(app, config);
}
