import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Tells the benchmark where a peer listens, in the same words as Boardgate. */
export function announce(server: Server): void {
  process.stdout.write(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}/v5\n`);
}
