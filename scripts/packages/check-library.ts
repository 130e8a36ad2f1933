import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from './guarantee.ts';
import { run } from './pack.ts';
import { ROOT } from './published.ts';

const CONSUMER = `
import { prepareSecretKey, signRoomToken, signSdkToken, signTaskToken, TokenError, verifyToken } from '@boardgate/token';
import { diagnoseToken } from '@boardgate/token/diagnose';

const key = { accessKey: 'ak', secretKey: 'sk', role: 'writer', lifespanMs: 60_000 };
const tokens = {
  sdk: signSdkToken(key),
  room: signRoomToken({ ...key, uuid: 'a room' }),
  task: signTaskToken({ ...key, uuid: 'a task' }),
};
for (const [kind, token] of Object.entries(tokens)) {
  for (const secretKey of ['sk', prepareSecretKey('sk')]) {
    const claims = verifyToken(token, { secretKey, kinds: [kind] });
    if (claims.kind !== kind || claims.role !== 'writer') throw new Error('wrong claims: ' + JSON.stringify(claims));
  }
}
try {
  verifyToken(tokens.sdk, { secretKey: 'another', kinds: ['sdk'] });
  throw new Error('a wrong key was accepted');
} catch (error) {
  if (!(error instanceof TokenError) || error.code !== 'signature') throw error;
}
const diagnosis = await diagnoseToken('"' + tokens.sdk + '"', {
  now: Date.now(),
  findKey: async () => ({ ...key, generatedAt: undefined }),
  findSiblings: async () => [],
  findKeyBySecret: async () => undefined,
});
if (diagnosis.mistake !== 'quotes') throw new Error('wrong diagnosis: ' + JSON.stringify(diagnosis));
process.stdout.write(process.versions.node);
`;

const TYPED_CONSUMER = `
import { type Role, signRoomToken, type TokenClaims, verifyToken } from '@boardgate/token';
import { type Diagnosis, MISTAKES, type Mistake } from '@boardgate/token/diagnose';

const role: Role = 'reader';
const token: string = signRoomToken({ accessKey: 'ak', secretKey: 'sk', role, lifespanMs: 0, uuid: 'room' });
const now: TokenClaims = verifyToken(token, { secretKey: 'sk', kinds: ['room'] });
const later: Promise<TokenClaims> = verifyToken(token, { findSecretKey: async () => 'sk', kinds: ['room'] });
// @ts-expect-error a Room token needs a uuid
signRoomToken({ accessKey: 'ak', secretKey: 'sk', role, lifespanMs: 0 });
const mistakes: readonly Mistake[] = MISTAKES;
const mistakeOf = ({ mistake }: Diagnosis): Mistake | null => mistake;
export { later, mistakeOf, mistakes, now };
`;

/** Proves that the installed library works, on this Node.js and on the oldest supported one, in JavaScript and in TypeScript. */
export function checkLibrary(project: string, nodes: readonly string[]): void {
  const installed = join(project, 'node_modules/@boardgate/token');
  checkContents(installed);
  for (const node of nodes) checkImport(project, node);
  checkTypes(project);
  checkExamples(project, join(installed, 'README.md'));
}

function checkContents(installed: string): void {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const unwanted = Object.keys(manifest).filter((name) => name === 'scripts' || /dependencies$/i.test(name));
  expect(unwanted.length === 0, 'the packed library has no dependency and no script', unwanted);
  const exported = JSON.stringify(manifest.exports);
  const expected = JSON.stringify({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './diagnose': { types: './dist/diagnose/index.d.ts', default: './dist/diagnose/index.js' },
    './kind': { types: './dist/kind.d.ts', default: './dist/kind.js' },
    './role': { types: './dist/role.d.ts', default: './dist/role.js' },
  });
  expect(exported === expected, 'the packed library exports its build', [exported]);
  const strange = filesIn(installed).filter(
    (file) => !/^(package\.json|README\.md|LICENSE|dist\/(diagnose\/)?[a-z0-9-]+\.(js|d\.ts))$/.test(file),
  );
  expect(strange.length === 0, 'the packed library holds nothing but its build and its documents', strange);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function checkImport(project: string, node: string): void {
  writeFileSync(join(project, 'consumer.js'), CONSUMER);
  const version = run(node, ['consumer.js'], project);
  expect(version !== '', `the packed library imports in an empty project on Node.js ${version}`);
}

function checkTypes(project: string): void {
  writeFileSync(join(project, 'typed-consumer.ts'), TYPED_CONSUMER);
  compile(project, ['typed-consumer.ts']);
  expect(true, 'a TypeScript program compiles against the packed declarations');
}

function checkExamples(project: string, readme: string): void {
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, code = '']) => code,
  );
  expect(blocks.length > 0, 'the packed README has examples');
  const files = blocks.map((code, index) => {
    const file = `example-${index + 1}.ts`;
    writeFileSync(join(project, file), code);
    return file;
  });
  compile(project, files);
  for (const file of files) run(process.execPath, [file], project);
  expect(true, `each of the ${files.length} examples in the packed README compiles and runs`);
}

/** Compiles as a strict consumer does, including the library's declarations. */
function compile(project: string, files: readonly string[]): void {
  const strict = [
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
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  run(process.execPath, [tsc, ...strict, ...types, ...files], project);
}
