import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqlite, type TestDatabase } from '../support/databases.ts';
import { boardgate, ServerProcess } from '../support/process.ts';
import { until } from '../support/until.ts';

let at: TestDatabase;
let server: ServerProcess;
let env: Record<string, string>;
beforeEach(async () => {
  at = await createSqlite();
  server = await ServerProcess.start({ BOARDGATE_DATA_DIR: at.dataDir });
  env = { BOARDGATE_PORT: new URL(server.url).port };
});
afterEach(async () => {
  await server.stop('SIGKILL');
  await at.remove();
});

test('a server that works is alive and can serve', async () => {
  const alive = { code: 0, stdout: `The server at ${server.url} is alive.\n`, stderr: '' };
  expect(await boardgate(['health'], env)).toEqual(alive);
  const ready = { code: 0, stdout: `The server at ${server.url} can serve.\n`, stderr: '' };
  expect(await boardgate(['health', '--ready'], env)).toEqual(ready);
});

test('one that listens on every address is asked at the loopback address', async () => {
  for (const host of ['0.0.0.0', '127.0.0.1'])
    expect((await boardgate(['health'], { ...env, BOARDGATE_HOST: host })).code).toBe(0);
});

test('one that cannot serve is alive, and says what is wrong', async () => {
  await at.remove();
  await until(async () => (await fetch(`${server.url}/readyz`)).status === 503 || undefined);
  expect((await boardgate(['health'], env)).code).toBe(0);
  const { code, stdout, stderr } = await boardgate(['health', '--ready'], env);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^boardgate: the server at \S+ says: .*\n$/);
});

test('where no server answers, one line says where it was looked for', async () => {
  await server.stop();
  const { code, stdout, stderr } = await boardgate(['health'], env);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(new RegExp(`^boardgate: no server answers at ${server.url}: .*ECONNREFUSED.*\n$`));
});

test('another program’s answer is not taken for a server’s', async () => {
  const answers = ['<html>', '{}', 'null'];
  const other = createServer((_request, response) => response.writeHead(404).end(answers.pop()));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const port = String((other.address() as AddressInfo).port);
  for (let left = answers.length; left > 0; left--) {
    const { code, stderr } = await boardgate(['health'], { BOARDGATE_PORT: port });
    expect([code, stderr]).toEqual([1, expect.stringContaining('something that Boardgate does not say')]);
  }
  answers.push('x'.repeat(100_000));
  expect((await boardgate(['health'], { BOARDGATE_PORT: port })).stderr).toContain('the answer is too long');
  other.close();
});

test('a free port cannot be known', async () => {
  const { code, stderr } = await boardgate(['health'], { BOARDGATE_PORT: '0' });
  expect([code, stderr]).toEqual([1, expect.stringContaining('name it with --port')]);
});
