import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../src/config/config.ts';
import { readObjects, readRoot, readYaml } from './support/deployment.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const blocks = [...readRoot('docs/install.md').matchAll(/^```sh\n(.*?)^```$/gms)].map(
  ([, block = '']) => block,
);

/**
 * Who runs the commands of each block for real. Here they run in a copy of the files that they use, with programs in place of those that
 * would need a registry, a cluster or another machine: these write down what they are asked.
 */
const RUN_BY = [
  ['npm ci', 'CI, and `npm run test:package`'],
  ['npm install ./boardgate-token', '`npm run test:package`'],
  ['npm install ./boardgate-fonts-cjk', '`npm run test:package`'],
  ['install --mode=0644 deploy/systemd', 'nobody: no systemd; `systemd-analyze verify` of the unit'],
  ['docker build --tag boardgate .', '`npm run test:image`, with buildah and crun'],
  ['docker build --tag boardgate-office', '`npm run test:image`, with buildah and crun'],
  ['docker build --tag boardgate .', 'nobody: no Docker; `docker-compose config` of the file'],
  ['kubectl create secret', 'nobody: no cluster'],
  ['promtool check rules', 'by hand, with promtool of Debian'],
] as const;

const STAND_INS = ['docker', 'kubectl', 'systemctl', 'journalctl', 'promtool', 'npm', 'npx'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boardgate-install-'));
  cpSync(join(ROOT, 'deploy'), join(folder, 'deploy'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a block as if pasted. @returns each call of a program that is stood in for: its name, then its words. */
function run(block: string): string[][] {
  const script = [
    'set -eu',
    'note() { printf "%s\\0" "$@"; printf "\\0"; }',
    ...STAND_INS.map((name) => `${name}() { note ${name} "$@"; }`),
    // Of all that is said to be made outside, this is.
    'install() { case "$3" in /*) command install "$1" "$2" "$PWD/installed" ;; *) command install "$@" ;; esac; }',
    block,
  ].join('\n');
  const given = ['DATABASE_URL', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].map((name) => [
    name,
    `the ${name}`,
  ]);
  const env = { PATH: process.env.PATH, ...Object.fromEntries(given) };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout
    .split('\0\0')
    .slice(0, -1)
    .map((call) => call.split('\0'));
}

/** The one block that begins so, or the last of several. */
function blockOf(beginning: string): string {
  const found = blocks.findLast((block) => block.startsWith(beginning));
  if (found === undefined) throw new Error(`no block begins with ${beginning}`);
  return found;
}

test('it is known of every block who runs it', () => {
  expect(blocks.length).toBe(RUN_BY.length);
  for (const [index, [beginning]] of RUN_BY.entries())
    expect(blocks[index]).toSatisfy((block: string) => block.startsWith(beginning));
});

test('each command runs in a shell, and every file that it names is there', () => {
  for (const block of blocks) {
    const calls = run(block);
    expect(calls.length).toBeGreaterThan(0);
    for (const word of calls.flat().filter((each) => each.startsWith('deploy/')))
      expect([word, existsSync(join(ROOT, word))]).toEqual([word, true]);
  }
});

test('the unit is installed as it is', () => {
  run(blockOf('install --mode=0644 deploy/systemd'));
  expect(readFileSync(join(folder, 'installed'), 'utf8')).toBe(readRoot('deploy/systemd/boardgate.service'));
});

test('images are built from targets that exist, and run with the port and the volume of the image', () => {
  const dockerfile = readRoot('Dockerfile');
  const calls = blocks.flatMap(run).filter(([name]) => name === 'docker');
  const targets = calls.flatMap((words) =>
    words.includes('--target') ? [words[words.indexOf('--target') + 1]] : [],
  );
  expect(targets).toEqual(['server-office']);
  expect(dockerfile).toMatch(new RegExp(`^FROM runtime AS ${targets[0]}$`, 'm'));
  const started = calls.find(([, command]) => command === 'run') ?? [];
  expect(started[started.indexOf('--publish') + 1]).toMatch(
    new RegExp(`:${/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]}$`),
  );
  expect(started[started.indexOf('--volume') + 1]).toMatch(
    new RegExp(`:${/^VOLUME (\S+)$/m.exec(dockerfile)?.[1]}$`),
  );
});

test('what Compose starts and shows is in its file, and `.env` is nobody else’s', () => {
  const calls = run(blocks.findLast((block) => block.includes('docker compose')) ?? '');
  const { services } = readYaml('deploy/compose/compose.yaml');
  const named = calls.flat().filter((word) => word.startsWith('boardgate-'));
  expect(named).toEqual(Object.keys(services).filter((name) => name.startsWith('boardgate-')));
  expect(statSync(join(folder, 'deploy/compose/.env')).mode & 0o777).toBe(0o600);
});

test('the Secret that kubectl makes has what secret.yaml has, and what it makes up is accepted', () => {
  const [created = []] = run(blockOf('kubectl create secret'));
  const pairs = created.flatMap((word) => {
    const [, name, value] = /^--from-literal=(\w+)=(.*)$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
  const { Secret } = readObjects('deploy/kubernetes/secret.yaml');
  expect(pairs.map(([name]) => name)).toEqual(Object.keys(Secret.stringData));
  expect(created.slice(1, 5)).toEqual(['create', 'secret', 'generic', Secret.metadata.name]);
  const { BOARDGATE_MASTER_KEY, BOARDGATE_ADMIN_TOKEN } = Object.fromEntries(pairs);
  expect(loadConfig({ BOARDGATE_MASTER_KEY, BOARDGATE_ADMIN_TOKEN }).config.masterKey).toHaveLength(32);
});
