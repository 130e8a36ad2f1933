import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * The manifest has two readers. In the workspace `exports` points at the source, so that nothing has to be built; a consumer
 * gets the build. `npm pack` runs this before (`write`) and after (`restore`).
 */
const MANIFEST = new URL('../package.json', import.meta.url);
const ORIGINAL = new URL('../package.json.original', import.meta.url);

function write(): void {
  // A pack that was interrupted has left the original aside: it is the one to start from.
  if (existsSync(ORIGINAL)) restore();
  copyFileSync(MANIFEST, ORIGINAL);
  const { scripts: _workspaceOnly, ...manifest } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<
    string,
    unknown
  >;
  const published = {
    ...manifest,
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  };
  writeFileSync(MANIFEST, `${JSON.stringify(published, null, 2)}\n`);
}

function restore(): void {
  if (existsSync(ORIGINAL)) renameSync(ORIGINAL, MANIFEST);
}

const [command] = process.argv.slice(2);
if (command === 'write') write();
else if (command === 'restore') restore();
else throw new TypeError('say write or restore');
