import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const SCRIPT = new URL('../scripts/published-manifest.ts', import.meta.url);

/** Formatted unusually, so that only the exact bytes are equal. */
const ORIGINAL = `{"name":"x",\t"version" : "1.0.0",
  "exports": {".": "./src/index.ts", "./a": "./src/a/index.ts"}, "type": "module", "engines": {"node": ">=24"},
  "scripts": {"build": "b"}, "devDependencies": {"d": "1"}}`;

let folder = '';
const manifestPath = () => join(folder, 'package.json');
const manifest = () => readFileSync(manifestPath(), 'utf8');

function run(command: 'write' | 'restore'): number | null {
  return spawnSync(process.execPath, [join(folder, 'scripts/published-manifest.ts'), command]).status;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boardgate-manifest-'));
  mkdirSync(join(folder, 'scripts'));
  copyFileSync(SCRIPT, join(folder, 'scripts/published-manifest.ts'));
  writeFileSync(manifestPath(), ORIGINAL);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('the published manifest exports the build, and nothing that only the workspace needs', () => {
  expect(run('write')).toBe(0);
  expect(JSON.parse(manifest())).toEqual({
    name: 'x',
    version: '1.0.0',
    type: 'module',
    engines: { node: '>=24' },
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './a': { types: './dist/a/index.d.ts', default: './dist/a/index.js' },
    },
  });
});

it('restoring brings back the exact bytes and leaves nothing else behind', () => {
  expect(run('write')).toBe(0);
  expect(run('restore')).toBe(0);
  expect(manifest()).toBe(ORIGINAL);
  expect(readdirSync(folder).sort()).toEqual(['package.json', 'scripts']);
});

it('after an interrupted pack, restoring and packing again both bring back the exact bytes', () => {
  run('write');
  expect(run('write')).toBe(0);
  expect(run('restore')).toBe(0);
  expect(manifest()).toBe(ORIGINAL);
});

it('a truncated copy is not taken for the original', () => {
  writeFileSync(join(folder, 'package.json.draft'), ORIGINAL.slice(0, 20));
  writeFileSync(join(folder, 'package.json.original'), '');
  expect(run('write')).toBe(0);
  expect(run('restore')).toBe(0);
  expect(manifest()).toBe(ORIGINAL);
  expect(readdirSync(folder).sort()).toEqual(['package.json', 'scripts']);
});

it('an edit made after an interrupted pack is not lost', () => {
  run('write');
  const edited = ORIGINAL.replace('1.0.0', '1.1.0');
  writeFileSync(manifestPath(), edited);
  expect(run('restore')).toBe(0);
  expect(manifest()).toBe(edited);
  expect(run('write')).toBe(0);
  expect(run('restore')).toBe(0);
  expect(manifest()).toBe(edited);
});

it('restoring without a write changes nothing', () => {
  expect(run('restore')).toBe(0);
  expect(manifest()).toBe(ORIGINAL);
});

it('a manifest without its original fails the pack and is left alone', () => {
  run('write');
  rmSync(join(folder, 'package.json.original'));
  const published = manifest();
  expect(run('write')).not.toBe(0);
  expect(run('restore')).not.toBe(0);
  expect(manifest()).toBe(published);
});
