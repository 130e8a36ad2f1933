import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Proves that what `npm pack` makes of `@boardgate/token` works for a stranger: in an empty project, on this Node.js and on the oldest
 * one it promises, in JavaScript and in TypeScript.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = '24';

const CONSUMER = `
import { signRoomToken, signSdkToken, signTaskToken, TokenError, verifyToken } from '@boardgate/token';

const key = { accessKey: 'ak', secretKey: 'sk', role: 'writer', lifespanMs: 60_000 };
const tokens = {
  sdk: signSdkToken(key),
  room: signRoomToken({ ...key, uuid: 'a room' }),
  task: signTaskToken({ ...key, uuid: 'a task' }),
};
for (const [kind, token] of Object.entries(tokens)) {
  const claims = verifyToken(token, { secretKey: 'sk', kinds: [kind] });
  if (claims.kind !== kind || claims.role !== 'writer') throw new Error('wrong claims: ' + JSON.stringify(claims));
}
try {
  verifyToken(tokens.sdk, { secretKey: 'another', kinds: ['sdk'] });
  throw new Error('a wrong key was accepted');
} catch (error) {
  if (!(error instanceof TokenError) || error.code !== 'signature') throw error;
}
process.stdout.write(process.versions.node);
`;

const TYPED_CONSUMER = `
import { type Role, signRoomToken, type TokenClaims, verifyToken } from '@boardgate/token';

const role: Role = 'reader';
const token: string = signRoomToken({ accessKey: 'ak', secretKey: 'sk', role, lifespanMs: 0, uuid: 'room' });
const now: TokenClaims = verifyToken(token, { secretKey: 'sk', kinds: ['room'] });
const later: Promise<TokenClaims> = verifyToken(token, { findSecretKey: async () => 'sk', kinds: ['room'] });
// @ts-expect-error a Room token needs a uuid
signRoomToken({ accessKey: 'ak', secretKey: 'sk', role, lifespanMs: 0 });
export { later, now };
`;

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-package-'));
  try {
    const tarball = pack(folder);
    const project = makeEmptyProject(folder, tarball);
    checkContents(join(project, 'node_modules/@boardgate/token'));
    checkImport(project, process.execPath);
    checkImport(project, join(project, 'node_modules/.bin/node'));
    checkTypes(project);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pack(folder: string): string {
  const manifest = join(ROOT, 'packages/token/package.json');
  const before = readFileSync(manifest, 'utf8');
  const output = run(
    'npm',
    ['pack', '--workspace', '@boardgate/token', '--pack-destination', folder, '--json', '--silent'],
    ROOT,
  );
  expect(readFileSync(manifest, 'utf8') === before, 'packing leaves the manifest in the tree as it was');
  const name = /"filename": "([^"]+\.tgz)"/.exec(output)?.[1] ?? '';
  return join(folder, name);
}

function makeEmptyProject(folder: string, tarball: string): string {
  const project = join(folder, 'project');
  mkdirSync(project);
  const manifest = { name: 'project', private: true, type: 'module', allowScripts: { node: true } };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  run('npm', ['install', '--prefer-offline', '--loglevel=error', tarball, `node@${OLDEST_NODE}`], project);
  return project;
}

function checkContents(installed: string): void {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  expect(
    manifest.dependencies === undefined && manifest.scripts === undefined,
    'the packed library has no dependency and no script',
  );
  const files = run('find', ['.', '-type', 'f'], installed).trim().split('\n');
  const strange = files.filter(
    (file) => !/^\.\/(package\.json|README\.md|LICENSE|dist\/[a-z0-9-]+\.(js|d\.ts))$/.test(file),
  );
  expect(
    strange.length === 0,
    `the packed library holds nothing but its build and its documents ${strange.join(' ')}`,
  );
}

function checkImport(project: string, node: string): void {
  writeFileSync(join(project, 'consumer.js'), CONSUMER);
  const version = run(node, ['consumer.js'], project);
  expect(version !== '', `the packed library imports in an empty project on Node.js ${version}`);
}

function checkTypes(project: string): void {
  writeFileSync(join(project, 'typed-consumer.ts'), TYPED_CONSUMER);
  const flags = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--skipLibCheck',
    'false',
  ];
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
  run(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), ...flags, ...types, 'typed-consumer.ts'],
    project,
  );
  expect(true, 'a TypeScript program compiles against the packed declarations');
}

function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

function expect(isMet: boolean, guarantee: string): void {
  if (!isMet) throw new Error(`not so: ${guarantee}`);
  process.stdout.write(`ok  ${guarantee}\n`);
}

main();
