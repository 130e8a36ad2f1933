import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is published together, each after those that it needs. */
export const PUBLISHED = [
  'packages/token',
  'packages/fonts-cjk',
  'packages/renderer',
  'apps/server',
] as const;

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** Of what the workspace exports: each subpath is one source file. */
const SOURCE_FILE = /^\.\/src\/(.+)\.ts$/;

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
}

/**
 * In the workspace, `exports` point at the source, so that nothing needs a build; consumers get the build, and nothing that only the
 * workspace needs. Nobody imports the server: it is a command, and its exports are for the workspace's own tools.
 */
export function publishedManifest({ scripts, devDependencies, exports, ...manifest }: Manifest): Manifest {
  if (exports === undefined) return manifest;
  if (manifest.bin !== undefined) return { ...manifest, exports: { './package.json': './package.json' } };
  return { ...manifest, exports: Object.fromEntries(Object.entries(exports).map(publishedExport)) };
}

function publishedExport([subpath, file]: [string, unknown]): [string, unknown] {
  const [, name] = typeof file === 'string' ? (SOURCE_FILE.exec(file) ?? []) : [];
  if (name === undefined) throw new TypeError(`the export ${subpath} is not a source file`);
  return [subpath, { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` }];
}
