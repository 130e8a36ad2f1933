import { randomBytes } from 'node:crypto';
import { signSdkToken } from '@boardgate/token';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgres, type TestDatabase } from '../support/databases.ts';
import { ServerProcess } from '../support/process.ts';
import { LAST_MIGRATION, PreviousServer, whyNoHistory } from './previous-server.ts';

const PAIR = { accessKey: 'rolling-ak', secretKey: 'rolling-sk' };
const ADMIN_TOKEN = 'test-admin-token-0123456789';
const AS_OPERATOR = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
const TASK = { resource: 'https://files.invalid/lesson.pdf', type: 'static' };

const missing = whyNoHistory();
const untried = missing === undefined ? '' : ` (NOT TRIED: ${missing}; \`git fetch --unshallow\` brings it)`;

describe.runIf(missing === undefined)(`two versions on one PostgreSQL${untried}`, () => {
  let previous: PreviousServer;
  let at: TestDatabase;
  let env: Record<string, string | undefined>;
  let older: ServerProcess;
  let newer: ServerProcess;
  const refusedMeanwhile: number[] = [];
  const token = signSdkToken({ ...PAIR, role: 'admin', lifespanMs: 0 });

  beforeAll(async () => {
    previous = PreviousServer.unpack();
    at = await createPostgres({ isEmpty: true });
    env = {
      BOARDGATE_DATA_DIR: at.dataDir,
      BOARDGATE_DATABASE_URL: at.databaseUrl,
      BOARDGATE_MASTER_KEY: randomBytes(32).toString('base64'),
      BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
      BOARDGATE_ACCESS_KEY: PAIR.accessKey,
      BOARDGATE_SECRET_KEY: PAIR.secretKey,
      BOARDGATE_CONVERSION_CONCURRENCY: '0',
    };
    older = await ServerProcess.start(env, [], 'pipe', previous.main);
    // Requests of clients go on while the newer version migrates.
    let isOver = false;
    const load = (async () => {
      for (let turn = 0; !isOver || turn === 0; turn++) {
        const room = await ask(older, 'POST', '/v5/rooms', {});
        const issued = await ask(older, 'POST', `/v5/tokens/rooms/${room.body.uuid}`, {
          lifespan: 60_000,
          role: 'writer',
        });
        refusedMeanwhile.push(
          ...[room, issued].map(({ status }) => status).filter((status) => status !== 201),
        );
      }
    })();
    try {
      newer = await ServerProcess.start(env);
    } finally {
      isOver = true;
      await load;
    }
  });
  afterAll(async () => {
    await newer?.stop();
    await older?.stop();
    await at?.remove();
    previous?.remove();
  });

  interface Answer {
    readonly status: number;
    readonly body: Record<string, string>;
  }
  async function ask(server: ServerProcess, method: string, path: string, body?: object): Promise<Answer> {
    const headers = path.startsWith('/v1')
      ? AS_OPERATOR
      : { token, region: 'us-sv', 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  }

  async function expectSeen(
    server: ServerProcess,
    path: string,
    status: number,
    body?: object,
  ): Promise<void> {
    const method = body === undefined ? 'GET' : 'POST';
    await expect.poll(async () => (await ask(server, method, path, body)).status).toBe(status);
  }

  /** What one server does, the other goes by. */
  async function expectHeard(from: ServerProcess, by: ServerProcess): Promise<void> {
    const room = `/v5/rooms/${(await ask(from, 'POST', '/v5/rooms', {})).body.uuid}`;
    const tokens = room.replace('/v5/', '/v5/tokens/');
    const wanted = { lifespan: 60_000, role: 'writer' };
    await expectSeen(by, tokens, 201, wanted);
    expect((await ask(from, 'PATCH', room, { isBan: true })).status).toBe(201);
    await expectSeen(by, tokens, 403, wanted);
    expect((await ask(from, 'PATCH', room, { isBan: false })).status).toBe(201);
    await expectSeen(by, tokens, 201, wanted);

    const task = `/v5/projector/tasks/${(await ask(from, 'POST', '/v5/projector/tasks', TASK)).body.uuid}`;
    await expectSeen(by, task, 200);

    const { project } = (await ask(from, 'GET', `/v1/keys/${PAIR.accessKey}`)).body;
    const pair = (await ask(from, 'POST', `/v1/projects/${project}/keys`, {})).body;
    const ownToken = signSdkToken({
      accessKey: String(pair.accessKey),
      secretKey: String(pair.secretKey),
      role: 'admin',
      lifespanMs: 0,
    });
    const list = async () =>
      (await fetch(`${by.url}/v5/rooms`, { headers: { token: ownToken, region: 'us-sv' } })).status;
    await expect.poll(list).toBe(200);
    expect((await ask(from, 'POST', '/v1/revocations', { token: ownToken })).status).toBe(201);
    await expect.poll(list).toBe(403);
  }

  test('the older goes on without a refused request while the newer migrates', () => {
    expect(refusedMeanwhile).toEqual([]);
  });

  test('each sees rooms, bans, tasks, keys and revocations of the other', async () => {
    await expectHeard(older, newer);
    await expectHeard(newer, older);
  });

  test('the older says that a newer one has migrated, and is ready all the same', async () => {
    const ready = async () => {
      const answer = await fetch(`${older.url}/readyz?verbose`);
      const { checks } = (await answer.json()) as { checks: { name: string; problem: string | null }[] };
      return [answer.status, checks.find(({ name }) => name === 'migrations')?.problem];
    };
    await expect.poll(ready).toEqual([200, 'newer-migrations']);
  });

  test('the older does not start again: a line says why, and nothing is changed', async () => {
    await older.stop();
    const refused = await ServerProcess.start(env, [], 'pipe', previous.main).catch(String);
    expect(refused).toContain(
      `the database was written by a newer version of Boardgate (it has migration ${LAST_MIGRATION}): upgrade this one`,
    );
    await expectSeen(newer, '/v5/rooms', 200);
  });
});
