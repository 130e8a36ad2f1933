import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * In the workspace, `exports` of the manifest points at the source, so that nothing needs a build; consumers get the
 * build. `npm pack` runs this script before (`write`) and after (`restore`).
 *
 * To publish, pack first and publish the tarball: `npm publish` of the folder sends the registry the restored
 * manifest.
 */
const MANIFEST = new URL('../package.json', import.meta.url);
const ORIGINAL = new URL('../package.json.original', import.meta.url);
const DRAFT = new URL('../package.json.draft', import.meta.url);

/** What the workspace exports: each subpath is one source file. */
const SOURCE_FILE = /^\.\/src\/(.+)\.ts$/;

/** Renames complete files into place, so that a complete original exists at every moment. */
function write(): void {
  restore();
  copyFileSync(MANIFEST, DRAFT);
  renameSync(DRAFT, ORIGINAL);
  const { scripts: _scripts, devDependencies: _devDependencies, ...manifest } = readManifest();
  const published = { ...manifest, exports: publishedExports(manifest.exports) };
  writeFileSync(DRAFT, `${JSON.stringify(published, null, 2)}\n`);
  renameSync(DRAFT, MANIFEST);
}

/** The two built files of each source file; `undefined` if the exports are not source files. */
function publishedExports(exports: unknown): Record<string, unknown> | undefined {
  if (typeof exports !== 'object' || exports === null) return undefined;
  const published: Record<string, unknown> = {};
  for (const [subpath, file] of Object.entries(exports)) {
    const [, name] = typeof file === 'string' ? (SOURCE_FILE.exec(file) ?? []) : [];
    if (name === undefined) return undefined;
    published[subpath] = { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` };
  }
  return published;
}

/** Also repairs what an interrupted pack left behind. */
function restore(): void {
  rmSync(DRAFT, { force: true });
  if (publishedExports(readManifest().exports) !== undefined) {
    // The manifest is in place, perhaps restored by hand and edited since: the copy is older.
    rmSync(ORIGINAL, { force: true });
  } else if (existsSync(ORIGINAL)) {
    renameSync(ORIGINAL, MANIFEST);
  } else {
    throw new Error('package.json does not export the source, and no original is set aside');
  }
}

function readManifest(): Record<string, unknown> {
  return JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, unknown>;
}

const [command] = process.argv.slice(2);
if (command === 'write') write();
else if (command === 'restore') restore();
else throw new TypeError('say write or restore');
