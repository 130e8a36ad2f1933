import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from './guarantee.ts';
import { ROOT } from './published.ts';

export const KEYS = { accessKey: 'package-ak', secretKey: 'package-sk' };
const DOCUMENT = join(ROOT, 'packages/renderer/test/fixtures/documents/one-page.pdf');
const MEGABYTE = 1e6;
const STOP_LIMIT_MS = 30_000;

/** Proves that the installed server serves: tokens, a conversion, the console; and prints what it brings. */
export async function checkServer(project: string, nodes: readonly string[]): Promise<void> {
  printSizes(project);
  checkOldNode(project);
  for (const node of nodes) await checkOn(node, project);
}

async function checkOn(node: string, project: string): Promise<void> {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const command = join(project, 'node_modules/boardgate/bin/boardgate.js');
  const env = {
    PATH: process.env.PATH,
    BOARDGATE_DATA_DIR: mkdtempSync(join(project, 'data-')),
    BOARDGATE_PORT: '0',
    BOARDGATE_ACCESS_KEY: KEYS.accessKey,
    BOARDGATE_SECRET_KEY: KEYS.secretKey,
  };
  const server = spawn(node, [command, 'serve'], { env, cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const url = await urlOf(server);
    expect((await fetch(`${url}/readyz`)).status === 200, `the packed server serves on Node.js ${version}`);
    await checkTokens(url);
    await checkConsole(url);
    const converted = spawnSync(node, [command, 'convert', DOCUMENT], {
      env,
      cwd: project,
      encoding: 'utf8',
    });
    const pages = converted.stdout.match(/https?:\/\/\S+\.png/g) ?? [];
    expect(converted.status === 0 && pages.length > 0, '… converts a PDF', [
      converted.stdout,
      converted.stderr,
    ]);
    server.kill('SIGTERM');
    const stopped = once(server, 'exit') as Promise<[number | null]>;
    const [code] = await Promise.race([stopped, sleep(STOP_LIMIT_MS, [null], { ref: false })]);
    expect(code === 0, '… and stops');
  } finally {
    server.kill('SIGKILL');
  }
}

/** @throws {Error} with all it said, if it ends instead of serving. */
async function urlOf(server: ChildProcess): Promise<string> {
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (piece: Buffer) => {
      output += piece;
    });
  for (;;) {
    const url = /Boardgate serves (http\S+)\/v5/.exec(output)?.[1];
    if (url !== undefined) return url;
    if (server.exitCode !== null) throw new Error(`the packed server ended: ${output}`);
    await sleep(20);
  }
}

export async function checkTokens(url: string): Promise<void> {
  const post = async (path: string, body: object, token?: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', region: 'us-sv', ...(token && { token }) };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const wanted = { lifespan: 60_000, role: 'admin' };
  const sdk = (await post('/v5/tokens/teams', {
    accessKey: KEYS.accessKey,
    secretAccessKey: KEYS.secretKey,
    ...wanted,
  })) as string;
  const { uuid } = (await post('/v5/rooms', {}, sdk)) as { uuid: string };
  const room = (await post(`/v5/tokens/rooms/${uuid}`, wanted, sdk)) as string;
  const start = { resource: 'https://example.org/lesson.pdf', type: 'static' };
  const task = (await post('/v5/projector/tasks', start, sdk)) as { uuid: string };
  const taskToken = (await post(`/v5/tokens/tasks/${task.uuid}`, wanted, sdk)) as string;
  const prefixes = [sdk, room, taskToken].map((token) => token.slice(0, token.indexOf('_')));
  expect(prefixes.join() === 'NETLESSSDK,NETLESSROOM,NETLESSTASK', '… issues the three tokens', prefixes);
}

async function checkConsole(url: string): Promise<void> {
  const page = await (await fetch(`${url}/console`)).text();
  const [script = ''] = /\/console\/assets\/[\w.-]+\.js/.exec(page) ?? [];
  const answer = await fetch(url + script);
  expect(script !== '' && answer.status === 200, '… and the console', [page.slice(0, 200)]);
}

/** What a user has on the disk afterwards, Node.js itself aside. */
function printSizes(project: string): void {
  const folder = join(project, 'node_modules');
  const isNode = (name: string) => name === 'node' || name.startsWith('node-bin');
  const sizes = packagesIn(folder)
    .filter((name) => !isNode(name))
    .map((name) => [name, sizeOf(join(folder, name))] as const)
    .toSorted(([, a], [, b]) => b - a);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const largest = sizes.slice(0, 5).map(([name, size]) => `${name} ${megabytes(size)}`);
  process.stdout.write(
    `npm install boardgate brings ${sizes.length} packages, ${megabytes(total)}: ${largest.join(', ')}\n`,
  );
}

function packagesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.')) return [];
    if (!name.startsWith('@')) return [name];
    return readdirSync(join(folder, name)).map((scoped) => `${name}/${scoped}`);
  });
}

function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MEGABYTE)} MB`;
}

function checkOldNode(project: string): void {
  const command = join(project, 'node_modules/boardgate/bin/boardgate.js');
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`;
  const ended = spawnSync(process.execPath, [`--import=${older}`, command, '--version'], {
    encoding: 'utf8',
  });
  expect(
    ended.status === 1 && /^boardgate: Node\.js 24 or newer is required.*\n$/.test(ended.stderr),
    'an older Node.js is told in one line which one is needed',
    [ended.stderr],
  );
}
