import { createRequire } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCjkFonts } from './cjk-fonts.ts';

const SOURCES = fileURLToPath(new URL('.', import.meta.url));

const PACKAGES = [
  'sharp',
  '@embedpdf/pdfium',
  '@embedpdf/fonts-latin',
  '@embedpdf/fonts-hebrew',
  '@embedpdf/fonts-arabic',
  '@expo-google-fonts/noto-sans-thai',
  'yauzl',
  'saxes',
];

/**
 * To be started with `stdio: ['ignore', 'ignore', 'ignore', 'pipe']` and `env` as the whole environment.
 *
 * Node's permission model lets it read its own code, the packages and `workDir`, and write to `outputDir`. It denies the network (from
 * Node 26 on), other processes, worker threads, WASI and the inspector. `--allow-addons` is for sharp, whose native code the model does not
 * confine: it gets nothing but pixels that we drew.
 */
export function rendererCommand(folders: { workDir: string; outputDir: string }) {
  const readable = [...packageFolders(), SOURCES, folders.workDir];
  return {
    file: process.execPath,
    args: [
      '--permission',
      '--allow-addons',
      ...readable.map((folder) => `--allow-fs-read=${inside(folder)}`),
      `--allow-fs-read=${inside(folders.outputDir)}`,
      `--allow-fs-write=${inside(folders.outputDir)}`,
      '--disable-warning=SecurityWarning',
      // `.ts` in a checkout, `.js` in the published package.
      join(SOURCES, `main${extname(import.meta.filename)}`),
    ],
    // Nothing of the server's environment, which may hold secrets. Sharp needs the character set.
    env: { LANG: 'C.UTF-8' },
  };
}

/** The `node_modules` folders of the packages: the application's own, one further up, or both. */
function packageFolders(): string[] {
  const { resolve } = createRequire(import.meta.url);
  const fonts = findCjkFonts();
  const files = [...PACKAGES.map((name) => resolve(name)), ...(fonts?.values() ?? [])];
  return [...new Set(files.map(packagesAround))];
}

function packagesAround(file: string): string {
  const at = file.lastIndexOf(`${sep}node_modules${sep}`);
  return at === -1 ? dirname(file) : file.slice(0, at + `${sep}node_modules`.length);
}

/** The slash excludes folders whose names begin with this one's. */
function inside(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
