import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createPostgres } from './support/databases.ts';
import { freePort } from './support/free-port.ts';
import { until } from './support/until.ts';

const MAIN = fileURLToPath(new URL('../bin/boardgate.js', import.meta.url));
const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const [, LINES = ''] = /^## Scaling$.*?^```sh\n(.*?)^```$/ms.exec(README) ?? [];

test('the five lines under “Scaling” take a reader to three servers that share everything', async () => {
  const at = await createPostgres({ isEmpty: true });
  expect(LINES.trim().split('\n')).toHaveLength(5);
  const urls: string[] = [];
  let lines = LINES.replace(/postgres:\S+/, at.databaseUrl ?? '');
  for (const port of ['8081', '8082', '8083']) {
    const free = await freePort();
    lines = lines.replace(port, String(free));
    urls.push(`http://127.0.0.1:${free}`);
  }
  // In a group of its own, to be stopped as a terminal does it.
  const shell = spawn('bash', ['-c', `npx() { shift; exec "$NODE" "$MAIN" "$@"; }\n${lines}\nwait\n`], {
    env: { ...process.env, NODE: process.execPath, MAIN, BOARDGATE_DATA_DIR: at.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const closed = once(shell, 'close');
  try {
    for (const url of urls) {
      await until(() =>
        fetch(`${url}/readyz`).then(
          ({ ok }) => ok || undefined,
          () => undefined,
        ),
      );
    }
    const [, secretKey] = await until(() => /secret key \(SK\) +(\S+)/.exec(output) ?? undefined);
    const [, accessKey] = /access key \(AK\) +(\S+)/.exec(output) ?? [];
    // Whatever one of them creates is there in the others.
    const post = (url: string, path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${url}/v5/${path}`, {
        method: 'POST',
        headers: { region: 'sg', ...headers },
        body: JSON.stringify(body),
      });
    const [first = '', second = '', third = ''] = urls;
    const credentials = { accessKey, secretAccessKey: secretKey, lifespan: 0, role: 'admin' };
    const token = JSON.parse(await (await post(first, 'tokens/teams', credentials)).text());
    const room = (await (await post(second, 'rooms', {}, { token })).json()) as { uuid: string };
    const order = { lifespan: 1000, role: 'reader' };
    expect((await post(third, `tokens/rooms/${room.uuid}`, order, { token })).status).toBe(201);
  } finally {
    process.kill(-(shell.pid ?? 0), 'SIGTERM');
    await closed;
    await at.remove();
  }
  expect(output.match(/Boardgate is stopping/g)).toHaveLength(3);
});
