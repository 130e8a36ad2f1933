import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqlite, type TestDatabase } from './support/databases.ts';
import { freePort } from './support/free-port.ts';
import { ServerProcess, spawnBoardgate } from './support/process.ts';
import { until } from './support/until.ts';

/** Their lines are several times what a pipe and the server itself hold. */
const REFUSALS = 6000;
const PER_TURN = 100;

/** Every write to it fails as on a full disk. */
const FULL_DISK = '/dev/full';

let at: TestDatabase;
beforeEach(async () => {
  at = await createSqlite();
});
afterEach(() => at.remove());

async function causeRefusals(url: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += PER_TURN) {
    await Promise.all(
      Array.from({ length: PER_TURN }, async () => {
        const answer = await fetch(`${url}/v5/rooms`, { headers: { region: 'us-sv', token: 'x' } });
        expect(answer.status).toBe(401);
        await answer.arrayBuffer();
      }),
    );
  }
}

async function droppedLines(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^boardgate_log_lines_dropped_total (\d+)$/m.exec(text)?.[1]);
}

describe('the log', () => {
  test('that nobody reads stops no request: lines are dropped and counted, and told of once somebody reads', async () => {
    const server = await ServerProcess.start({ BOARDGATE_DATA_DIR: at.dataDir });
    server.readLog(false);
    await causeRefusals(server.url, REFUSALS);
    const dropped = await until(async () => (await droppedLines(server.url)) || undefined);
    expect(dropped).toBeGreaterThan(1000);
    server.readLog(true);
    await until(() => /"dropped":\d+.*lines of the log were dropped/.test(server.stderr) || undefined);
    expect((await server.stop()).code).toBe(0);
  });

  test('that nobody ever reads keeps no server from stopping', async () => {
    const server = await ServerProcess.start({ BOARDGATE_DATA_DIR: at.dataDir });
    server.readLog(false);
    await causeRefusals(server.url, 2000);
    expect((await server.stop()).code).toBe(0);
  });

  test.skipIf(!existsSync(FULL_DISK))('on a full disk stops neither requests nor a stop', async () => {
    const full = openSync(FULL_DISK, 'w');
    const env = { BOARDGATE_DATA_DIR: at.dataDir };
    const server = await ServerProcess.start(env, [], ['pipe', 'pipe', full]);
    closeSync(full);
    await causeRefusals(server.url, REFUSALS);
    expect(await droppedLines(server.url)).toBeGreaterThan(1000);
    expect((await server.stop()).code).toBe(0);
  });
});

test.skipIf(!existsSync(FULL_DISK))(
  'a start whose output meets a full disk serves all the same',
  async () => {
    const full = openSync(FULL_DISK, 'w');
    const port = String(await freePort());
    const child = spawnBoardgate(['serve'], { BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_PORT: port }, [
      'pipe',
      full,
      'pipe',
    ]);
    closeSync(full);
    const answer = await until(() => fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined));
    expect(answer.status).toBe(200);
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  },
);
