import { execFileSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { signSdkToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { ServerProcess } from './support/process.ts';
import { SCRATCH } from './support/scratch.ts';

const ADMIN_TOKEN = 'disk-faults-admin-token';
const SETTINGS = {
  BOARDGATE_ACCESS_KEY: 'ak',
  BOARDGATE_SECRET_KEY: 'sk',
  BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
};
const HEADERS = {
  token: signSdkToken({ accessKey: 'ak', secretKey: 'sk', role: 'admin', lifespanMs: 0 }),
  region: 'us-sv',
};
const CANNOT_STORE = {
  status: 503,
  retryAfter: '5',
  body: { message: 'changes cannot be stored at present: try again' },
};

const servers: ServerProcess[] = [];
const mounts: string[] = [];
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(SCRATCH, 'boardgate-disk-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop('SIGKILL');
  while (mounts.length > 0) execFileSync('umount', [String(mounts.pop())]);
  rmSync(root, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<ServerProcess> {
  const server = await ServerProcess.start({ ...SETTINGS, BOARDGATE_DATA_DIR: dataDir });
  servers.push(server);
  return server;
}

async function post(
  server: ServerProcess,
  path: string,
  body: object,
  headers: Record<string, string> = HEADERS,
) {
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: (await answer.json()) as Record<string, unknown>,
  };
}

const createRoom = (server: ServerProcess) => post(server, '/v5/rooms', { name: 'x'.repeat(100) });
const signIn = (server: ServerProcess) =>
  post(server, '/v1/session', { adminToken: ADMIN_TOKEN }, { 'x-boardgate-console': '1' });

async function readiness(server: ServerProcess) {
  const answer = await fetch(`${server.url}/readyz?verbose`);
  const { checks } = (await answer.json()) as { checks: { name: string; problem: string | null }[] };
  return { status: answer.status, writable: checks.find(({ name }) => name === 'writable')?.problem };
}

/** Reading, and tokens for what is there. */
async function expectReadsAndTokens(server: ServerProcess, room: string) {
  expect((await fetch(`${server.url}/v5/rooms/${room}`, { headers: HEADERS })).status).toBe(200);
  const grant = { lifespan: 3_600_000, role: 'reader' };
  expect((await post(server, `/v5/tokens/rooms/${room}`, grant)).status).toBe(201);
}

/** A small disk of its own, where this may be had. */
function mountSmallDisk(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', at], { stdio: 'ignore' });
    mounts.push(at);
    return true;
  } catch {
    return false;
  }
}

function fillDisk(path: string): void {
  const file = openSync(path, 'w');
  for (const bytes of [65_536, 512]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(bytes));
    } catch {
      // No room for so much.
    }
  }
  closeSync(file);
}

test('on a full disk nothing is acknowledged that is not stored, reads and tokens go on, and with room everything does', async ({
  skip,
}) => {
  if (!mountSmallDisk(root)) skip('this machine lets nobody mount a disk');
  cpSync(inject('sqliteTemplate'), root, { recursive: true });
  const server = await start(root);
  const filler = join(root, 'filler');
  const rooms: string[] = [];
  let last = await createRoom(server);
  rooms.push(String(last.body.uuid));
  fillDisk(filler);
  while (last.status === 201) {
    last = await createRoom(server);
    if (last.status === 201) rooms.push(String(last.body.uuid));
  }
  expect(last).toEqual(CANNOT_STORE);
  expect(await readiness(server)).toEqual({ status: 503, writable: 'disk-full' });
  for (let attempt = 0; attempt < 7; attempt++)
    expect(await signIn(server)).toMatchObject({ status: 503, body: { code: 'cannot-store' } });
  await expectReadsAndTokens(server, rooms[0] ?? '');

  rmSync(filler);
  // None of the attempts counted as a wrong one.
  expect((await signIn(server)).status).toBe(201);
  expect(await readiness(server)).toEqual({ status: 200, writable: null });
  rooms.push(String((await createRoom(server)).body.uuid));
  await server.stop();
  const again = await start(root);
  for (const room of rooms) await expectReadsAndTokens(again, room);
  expect(again.stderr + server.stderr).not.toMatch(/"code":"internal"|cannot rollback/);
  await again.stop();
});

describe('a data folder that goes while the server runs', () => {
  test.each([
    ['deleted', (folder: string) => rmSync(folder, { recursive: true })],
    ['moved away', (folder: string) => renameSync(folder, `${folder}-away`)],
    [
      'replaced by a backup',
      (folder: string) => {
        renameSync(folder, `${folder}-away`);
        cpSync(`${folder}-away`, folder, { recursive: true });
      },
    ],
  ])('and is %s: no change is acknowledged any more, and reads go on', async (_title, lose) => {
    const folder = join(root, 'data');
    cpSync(inject('sqliteTemplate'), folder, { recursive: true });
    const server = await start(folder);
    const { body } = await createRoom(server);
    lose(folder);
    for (let attempt = 0; attempt < 3; attempt++) expect(await createRoom(server)).toEqual(CANNOT_STORE);
    expect(await readiness(server)).toEqual({ status: 503, writable: 'replaced' });
    expect(server.stderr).toContain('was deleted or replaced while the server ran');
    await expectReadsAndTokens(server, String(body.uuid));
    await server.stop();
  });
});
