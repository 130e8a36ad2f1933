import { signSdkToken } from '@boardgate/token';
import { describe, expect, test } from 'vitest';
import { createPostgres, createSqlite } from './support/databases.ts';
import { ServerProcess } from './support/process.ts';
import { until } from './support/until.ts';

const KEYS = { BOARDGATE_ACCESS_KEY: 'crash-ak', BOARDGATE_SECRET_KEY: 'crash-sk' };
const TOKEN = signSdkToken({ accessKey: 'crash-ak', secretKey: 'crash-sk', role: 'admin', lifespanMs: 0 });
const HEADERS = { token: TOKEN, region: 'us-sv' };
const WRITERS = 8;

/** Creates rooms without pause until the connection breaks; gives the uuids that were acknowledged. */
async function createUntilKilled(url: string, acknowledged: string[]): Promise<void> {
  for (;;) {
    try {
      const answer = await fetch(`${url}/v5/rooms`, {
        method: 'POST',
        headers: HEADERS,
        body: '{"name":"crash"}',
      });
      const room = (await answer.json()) as { uuid: string };
      if (answer.status === 201) acknowledged.push(room.uuid);
    } catch {
      return;
    }
  }
}

describe.each([
  { name: 'SQLite', create: createSqlite, kills: 20 },
  { name: 'PostgreSQL', create: createPostgres, kills: 3 },
])('kill -9 on $name', ({ create, kills }) => {
  test(`during concurrent room creations loses no acknowledged room, ${kills} times over`, async () => {
    const at = await create();
    const env = { ...KEYS, BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_DATABASE_URL: at.databaseUrl };
    const acknowledged: string[] = [];
    try {
      for (let kill = 0; kill < kills; kill++) {
        const server = await ServerProcess.start(env);
        const before = acknowledged.length;
        const writers = Array.from({ length: WRITERS }, () => createUntilKilled(server.url, acknowledged));
        // A different moment each time, by how far the writers have come.
        await until(() => acknowledged.length > before + kill * 3 || undefined);
        await server.stop('SIGKILL');
        await Promise.all(writers);
        expect(acknowledged.length).toBeGreaterThan(before);
      }
      const server = await ServerProcess.start(env);
      for (const uuid of acknowledged) {
        const answer = await fetch(`${server.url}/v5/rooms/${uuid}`, { headers: HEADERS });
        expect([uuid, answer.status, await answer.json()]).toMatchObject([
          uuid,
          200,
          { uuid, name: 'crash' },
        ]);
      }
      await server.stop();
    } finally {
      await at.remove();
    }
  });
});
