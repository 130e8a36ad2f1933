import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';

/** A server that listens on every address is reached at the loopback address. */
const ANY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** The URL of this server: with its real port once it listens, with the configured one before. */
export function ownUrl(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): string {
  const address = app.server.address() as AddressInfo | null;
  return addressUrl(host, address?.port ?? port);
}

/** The URL of a host and a port. */
function addressUrl(host: string, port: number): string {
  const name = ANY_ADDRESS[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${name}:${port}`;
}

/** Where clients reach this server: every link begins with it. */
export function publicUrl(app: FastifyInstance, config: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return config.publicUrl ?? ownUrl(app, config);
}

/** The same for a command, which does not listen: by the configuration alone. */
export function configuredUrl({
  publicUrl,
  host,
  port,
}: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return publicUrl ?? addressUrl(host, port);
}
