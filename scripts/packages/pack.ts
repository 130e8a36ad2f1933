import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PUBLISHED, publishedManifest, ROOT, readManifest } from './published.ts';

const CONSOLE = join(ROOT, 'apps/console/dist');

export interface Tarball {
  readonly name: string;
  readonly path: string;
}

/**
 * Builds the packages and packs them into a folder. The checkout stays as it is: each package is put together in a folder of its own.
 *
 * @throws {Error} if a step fails; its message has what the program printed.
 */
export function packAll(target: string): Tarball[] {
  const scratch = mkdtempSync(join(tmpdir(), 'boardgate-packages-'));
  try {
    const compiled = join(scratch, 'compiled');
    run(
      process.execPath,
      [
        join(ROOT, 'node_modules/typescript/bin/tsc'),
        ...['--project', join(ROOT, 'tsconfig.build.json'), '--outDir', compiled],
      ],
      ROOT,
    );
    mkdirSync(target, { recursive: true });
    return PUBLISHED.map((folder) => {
      const staged = join(scratch, basename(folder));
      stage(folder, compiled, staged);
      return pack(staged, target, readManifest(folder).name);
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Puts together what is published of a package. */
function stage(folder: string, compiled: string, staged: string): void {
  mkdirSync(staged);
  const manifest = publishedManifest(readManifest(folder));
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(join(ROOT, folder, 'README.md'), join(staged, 'README.md'));
  cpSync(join(ROOT, 'LICENSE'), join(staged, 'LICENSE'));
  const built = join(compiled, folder, 'src');
  if (existsSync(built)) cpSync(built, join(staged, 'dist'), { recursive: true });
  if (manifest.bin === undefined) return;
  cpSync(join(ROOT, folder, 'bin'), join(staged, 'bin'), { recursive: true });
  if (!existsSync(join(CONSOLE, 'index.html')))
    throw new Error('the console is not built: npm run build --workspace @boardgate/console');
  cpSync(CONSOLE, join(staged, 'console'), { recursive: true });
}

function pack(staged: string, target: string, name: string): Tarball {
  const output = run(
    'npm',
    ['pack', '--pack-destination', target, '--json', '--silent', '--ignore-scripts'],
    staged,
  );
  const file = /"filename": "([^"]+\.tgz)"/.exec(output)?.[1];
  if (file === undefined) throw new Error(`npm pack named no file for ${name}`);
  return { name, path: join(target, file) };
}

/** @returns what the program wrote to standard output. */
export function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
