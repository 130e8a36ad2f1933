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

/** Starts Boardgate on a data folder. */
export function startServer(dataDir: string, env: Record<string, string> = {}): Promise<ServerChild> {
  return ServerChild.start(SERVER, ['serve'], {
    BOARDGATE_PORT: '0',
    BOARDGATE_DATA_DIR: dataDir,
    BOARDGATE_ACCESS_KEY: KEY.accessKey,
    BOARDGATE_SECRET_KEY: KEY.secretKey,
    ...env,
  });
}

export async function createRoom(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/v5/rooms`, { method: 'POST', headers: { token, region: 'us-sv' } });
  return ((await answer.json()) as { uuid: string }).uuid;
}
