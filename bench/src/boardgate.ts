import { signSdkToken } from '@boardgate/token';
import { ServerChild } from './child.ts';

const SERVER = '../../apps/server/bin/boardgate.js';

/** The pair of keys of every server under test, in its project `default`. */
export const KEY = { accessKey: 'bench-ak', secretKey: 'bench-sk' };

/** Requests a token that is valid for an hour. */
export const TOKEN_BODY = '{"lifespan":3600000,"role":"writer"}';

/** A permanent SDK token of an admin, with a nonce of its own. */
export function newToken(pair = KEY): string {
  return signSdkToken({ ...pair, role: 'admin', lifespanMs: 0 });
}

/** What a server can do is measured, not what it allows one project. */
export const NO_QUOTAS = {
  requests: { maxRequestsPerSecond: 1e9 },
  rooms: { maxRooms: 1e9, maxRoomChangesPerMinute: 1e9 },
};

const ADMIN_TOKEN = 'admin-token-of-the-benchmark';

/** Starts Boardgate on a data folder. */
export function startServer(dataDir: string, env: Record<string, string> = {}): Promise<ServerChild> {
  return ServerChild.start(SERVER, ['serve'], {
    BOARDGATE_PORT: '0',
    BOARDGATE_DATA_DIR: dataDir,
    BOARDGATE_ACCESS_KEY: KEY.accessKey,
    BOARDGATE_SECRET_KEY: KEY.secretKey,
    BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
    ...env,
  });
}

/** The same, without quotas for its project. */
export async function startUnlimited(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<ServerChild> {
  const server = await startServer(dataDir, env);
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
  const key = await fetch(`${server.url}/v1/keys/${KEY.accessKey}`, { headers });
  const { project } = (await key.json()) as { project: string };
  const body = JSON.stringify({ policy: NO_QUOTAS });
  const path = `/v1/projects/${project}`;
  const changed = await fetch(server.url + path, { method: 'PATCH', headers, body });
  if (!changed.ok) throw new Error(`the quotas of the benchmark's project: ${await changed.text()}`);
  return server;
}

export async function createRoom(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/v5/rooms`, { method: 'POST', headers: { token, region: 'us-sv' } });
  return ((await answer.json()) as { uuid: string }).uuid;
}
