import { createUuidV1 } from '@boardgate/token';
import { createRoom, KEY, newToken, startUnlimited, TOKEN_BODY } from './boardgate.ts';
import { ServerChild, temporaryFolder } from './child.ts';
import type { Subject } from './rounds.ts';

/** Far more than the server caches, so that none is still cached when it is sent again. */
const DISTINCT_TOKENS = 50_000;

export interface Subjects {
  readonly list: readonly Subject[];
  readonly stop: () => Promise<void>;
}

export async function startSubjects(): Promise<Subjects> {
  const raw = await ServerChild.start('./peers/raw-http.ts');
  const express = await ServerChild.start('./peers/express-netless.ts');
  const local = await startUnlimited(temporaryFolder());
  const external = await startUnlimited(temporaryFolder(), { BOARDGATE_RESOURCES: 'external' });

  const uuid = createUuidV1(Date.now()).replaceAll('-', '');
  const token = newToken();
  const distinct = Array.from({ length: DISTINCT_TOKENS }, () => newToken());
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
