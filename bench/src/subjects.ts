import { createUuidV1, signSdkToken } from '@boardgate/token';
import { ServerChild, temporaryFolder } from './child.ts';

const SERVER = '../../apps/server/bin/boardgate.js';
const KEY = { accessKey: 'bench-ak', secretKey: 'bench-sk' };
/** Far more than the server remembers, so that in the order they are sent none is known any more. */
const DISTINCT_TOKENS = 50_000;
const TOKEN_BODY = '{"lifespan":3600000,"role":"writer"}';

/** One thing that is measured: where to send what. */
export interface Subject {
  readonly name: string;
  readonly server: ServerChild;
  readonly url: string;
  readonly body: string;
  readonly tokens: readonly string[];
}

export interface Subjects {
  readonly list: readonly Subject[];
  readonly stop: () => Promise<void>;
}

export async function startSubjects(): Promise<Subjects> {
  const raw = await ServerChild.start('./peers/raw-http.ts');
  const express = await ServerChild.start('./peers/express-netless.ts');
  const local = await startServer(temporaryFolder());
  const external = await startServer(temporaryFolder(), { BOARDGATE_RESOURCES: 'external' });

  const uuid = createUuidV1(Date.now()).replaceAll('-', '');
  const token = signSdkToken({ ...KEY, role: 'admin', lifespanMs: 0 });
  const distinct = Array.from({ length: DISTINCT_TOKENS }, () =>
    signSdkToken({ ...KEY, role: 'admin', lifespanMs: 0 }),
  );
  const room = await createRoom(local.url, token);
  const credentials = JSON.stringify({
    accessKey: KEY.accessKey,
    secretAccessKey: KEY.secretKey,
    lifespan: 3_600_000,
    role: 'writer',
  });
  const body = TOKEN_BODY;

  return {
    list: [
      {
        name: 'raw node:http, fixed answer',
        server: raw,
        url: `${raw.url}/v5/tokens/rooms/${uuid}`,
        body,
        tokens: [token],
      },
      {
        name: 'Room token, one SDK token',
        server: local,
        url: `${local.url}/v5/tokens/rooms/${room}`,
        body,
        tokens: [token],
      },
      {
        name: 'Room token, a new SDK token each',
        server: local,
        url: `${local.url}/v5/tokens/rooms/${room}`,
        body,
        tokens: distinct,
      },
      {
        name: 'Task token, one SDK token',
        server: external,
        url: `${external.url}/v5/tokens/tasks/${uuid}`,
        body,
        tokens: [token],
      },
      {
        name: 'SDK token',
        server: local,
        url: `${local.url}/v5/tokens/teams`,
        body: credentials,
        tokens: [],
      },
      {
        name: 'Express + netless-token, no check',
        server: express,
        url: `${express.url}/v5/tokens/rooms/${uuid}`,
        body,
        tokens: [],
      },
      {
        name: 'create a room (SQLite, synced)',
        server: local,
        url: `${local.url}/v5/rooms`,
        body: '{}',
        tokens: [token],
      },
    ],
    stop: async () => {
      await Promise.all([raw, express, local, external].map((server) => server.stop()));
    },
  };
}

export function startServer(dataDir: string, env: Record<string, string> = {}): Promise<ServerChild> {
  return ServerChild.start(SERVER, ['serve'], {
    BOARDGATE_PORT: '0',
    BOARDGATE_DATA_DIR: dataDir,
    BOARDGATE_ACCESS_KEY: KEY.accessKey,
    BOARDGATE_SECRET_KEY: KEY.secretKey,
    ...env,
  });
}

async function createRoom(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/v5/rooms`, { method: 'POST', headers: { token, region: 'us-sv' } });
  return ((await answer.json()) as { uuid: string }).uuid;
}
