import { randomBytes } from 'node:crypto';
import { signSdkToken } from '@boardgate/token';
import { ServerProcess } from '../../apps/server/test/support/process.ts';

export const KEY = { accessKey: 'faults-ak', secretKey: 'faults-sk' };
export const ADMIN_TOKEN = randomBytes(16).toString('hex');
export const AS_OPERATOR = { authorization: `Bearer ${ADMIN_TOKEN}` };
const UNLIMITED = {
  requests: { maxRequestsPerSecond: 1e9 },
  rooms: { maxRooms: 1e9, maxRoomChangesPerMinute: 1e9 },
};

export const HEADERS = { token: signSdkToken({ ...KEY, role: 'admin', lifespanMs: 0 }), region: 'us-sv' };
const MASTER_KEY = randomBytes(32).toString('base64');

/** Starts a server whose project has no quotas. */
export async function startService(env: Record<string, string | undefined>): Promise<ServerProcess> {
  const server = await ServerProcess.start({
    BOARDGATE_ACCESS_KEY: KEY.accessKey,
    BOARDGATE_SECRET_KEY: KEY.secretKey,
    BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
    BOARDGATE_MASTER_KEY: MASTER_KEY,
    BOARDGATE_LOG_LEVEL: 'warn',
    ...env,
  });
  const path = `${server.url}/v1/projects/${await projectOf(server.url)}`;
  const body = JSON.stringify({ policy: UNLIMITED });
  await fetch(path, { method: 'PATCH', headers: AS_OPERATOR, body });
  return server;
}

/** @returns the status; 0 where no answer came. */
export async function createRoom(url: string): Promise<{ status: number; uuid: string; ms: number }> {
  const began = performance.now();
  try {
    const answer = await fetch(`${url}/v5/rooms`, { method: 'POST', headers: HEADERS, body: '{}' });
    const { uuid = '' } = (await answer.json()) as { uuid?: string };
    return { status: answer.status, uuid, ms: performance.now() - began };
  } catch {
    return { status: 0, uuid: '', ms: performance.now() - began };
  }
}

export async function banRoom(url: string, room: string): Promise<boolean> {
  const answer = await fetch(`${url}/v5/rooms/${room}`, {
    method: 'PATCH',
    headers: HEADERS,
    body: '{"isBan":true}',
  });
  await answer.arrayBuffer();
  return answer.status === 201;
}

/** @returns the access key of a new pair; `undefined` where there is none. */
export async function createKey(url: string): Promise<string | undefined> {
  const path = `${url}/v1/projects/${await projectOf(url)}/keys`;
  const answer = await fetch(path, { method: 'POST', headers: AS_OPERATOR, body: '{}' });
  const { accessKey } = (await answer.json()) as { accessKey?: string };
  return answer.status === 201 ? accessKey : undefined;
}

export async function hasKey(url: string, accessKey: string): Promise<boolean> {
  const answer = await fetch(`${url}/v1/keys/${accessKey}`, { headers: AS_OPERATOR });
  await answer.arrayBuffer();
  return answer.status === 200;
}

async function projectOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/keys/${KEY.accessKey}`, { headers: AS_OPERATOR });
  return ((await answer.json()) as { project: string }).project;
}

/** Issues a Room token. @returns the status; 0 where no answer came. */
export async function issueToken(url: string, room: string): Promise<number> {
  try {
    const answer = await fetch(`${url}/v5/tokens/rooms/${room}`, {
      method: 'POST',
      headers: HEADERS,
      body: '{"lifespan":3600000,"role":"writer"}',
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Repeats work in so many places at once until told to end. */
export function repeat(places: number, work: () => Promise<unknown>): () => Promise<void> {
  let isOver = false;
  const loops = Array.from({ length: places }, async () => {
    while (!isOver) await work();
  });
  return async () => {
    isOver = true;
    await Promise.all(loops);
  };
}
