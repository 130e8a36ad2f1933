import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../apps/server/test/support/free-port.ts';
import { Postgres } from '../servers/postgres.ts';
import { startService } from '../servers/service.ts';
import { ReverseProxy } from './proxy.ts';
import { type Servers, tryProxy } from './try-proxy.ts';

/**
 * `npm run test:proxies`: runs the proxies of deploy/proxies in front of three servers on PostgreSQL, and replaces these one after the
 * other under load. By hand, with `apt-get install caddy nginx openssl`.
 */

const NEEDED = { caddy: 'version', nginx: '-v', openssl: 'version' };
const SERVERS = 3;

async function main(): Promise<void> {
  const missing = Object.entries(NEEDED).filter(
    ([name, flag]) => spawnSync(name, [flag]).error !== undefined,
  );
  if (missing.length > 0)
    throw new Error(`missing: apt-get install ${missing.map(([name]) => name).join(' ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-proxies-'));
  const postgres = await Postgres.start();
  const servers: Servers = new Map();
  try {
    const databaseUrl = await postgres.createDatabase();
    const start = (port: number) =>
      startService({
        BOARDGATE_PORT: String(port),
        BOARDGATE_DATA_DIR: join(folder, 'data'),
        BOARDGATE_DATABASE_URL: databaseUrl,
        BOARDGATE_TRUSTED_PROXIES: '127.0.0.1',
        // As in deploy/compose.
        BOARDGATE_SHUTDOWN_DELAY_MS: '4000',
        BOARDGATE_SHUTDOWN_LIMIT_MS: '20000',
      });
    for (let number = 0; number < SERVERS; number++) {
      const port = await freePort();
      servers.set(port, await start(port));
    }
    for (const kind of ['caddy', 'nginx'] as const) {
      const proxy = await ReverseProxy[kind](join(folder, kind), [...servers.keys()]);
      try {
        await tryProxy(proxy, servers, start);
      } finally {
        await proxy.stop();
      }
    }
  } finally {
    for (const server of servers.values()) await server.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
