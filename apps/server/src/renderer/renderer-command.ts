import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));

export interface RendererCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** All of its environment: nothing of the server’s, which may hold secrets, and the character set that sharp needs. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * How the renderer is started: with `stdio: ['ignore', 'ignore', 'ignore', 'pipe']`, and `env` as its whole environment.
 *
 * Node’s permission model lets it read its own code, the packages and `workDir`, and write to `outputDir`. Not granted are the network
 * (from Node 26 on), other processes, worker threads, WASI and the inspector. `--allow-addons` is for sharp, whose native code the model
 * does not confine; nothing but pixels that we made ourselves is given to it.
 */
export function rendererCommand(folders: { workDir: string; outputDir: string }): RendererCommand {
  const readable = [
    packagesFolder(),
    join(SOURCES, 'renderer'),
    join(SOURCES, 'conversions'),
    folders.workDir,
  ];
  return {
    file: process.execPath,
    args: [
      '--permission',
      '--allow-addons',
      ...readable.map((folder) => `--allow-fs-read=${inside(folder)}`),
      `--allow-fs-read=${inside(folders.outputDir)}`,
      `--allow-fs-write=${inside(folders.outputDir)}`,
      '--disable-warning=SecurityWarning',
      join(SOURCES, 'renderer', 'main.ts'),
    ],
    env: { LANG: 'C.UTF-8' },
  };
}

/** The `node_modules` folder that the packages are in: the application’s own, or one further up. */
function packagesFolder(): string {
  const sharp = createRequire(import.meta.url).resolve('sharp');
  return sharp.slice(0, sharp.lastIndexOf(`${sep}node_modules${sep}`) + `${sep}node_modules`.length);
}

/** With the slash at the end a folder stands for all that is in it, and not for others whose names begin alike. */
function inside(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
