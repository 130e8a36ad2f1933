import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFonts } from './check-fonts.ts';
import { checkLibrary } from './check-library.ts';
import { checkServer } from './check-server.ts';
import { packAll, run } from './pack.ts';
import { ROOT } from './published.ts';

/** `npm run test:package`: packs what is published, installs it as docs/install.md says, and tries it. */

const OLDEST_NODE = '24';

async function main(): Promise<void> {
  // A signal also ends the running command. Its failure removes the folder, like any failure.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-package-'));
  try {
    packAll(folder);
    const manifest = { name: 'project', private: true, type: 'module', allowScripts: { node: true } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const [packages = [], fonts = []] = documentedInstalls();
    install(folder, [...packages, `node@${OLDEST_NODE}`]);
    const nodes = [process.execPath, join(folder, 'node_modules/.bin/node')];
    checkLibrary(folder, nodes);
    await checkServer(folder, nodes);
    checkFonts(folder, () => install(folder, fonts));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What docs/install.md says to install: the packages, then the fonts. */
function documentedInstalls(): string[][] {
  const page = readFileSync(join(ROOT, 'docs/install.md'), 'utf8');
  return [...page.matchAll(/^npm install (\.\/.+)$/gm)].map(([, files = '']) => files.split(' '));
}

function install(folder: string, wanted: readonly string[]): void {
  run('npm', ['install', '--prefer-offline', '--loglevel=error', ...wanted], folder);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
