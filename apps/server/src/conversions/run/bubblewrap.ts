import { isAbsolute, relative } from 'node:path';
import type { ConfinedProgram } from './confined-program.ts';

/** Paths that a confined program sees: where no system keeps an application, whose own folders must stay visible. */
export const INSIDE = { workDir: '/run/document', tmpDir: '/tmp' } as const;

/**
 * Programs, libraries and fonts. Not all of `/usr`, below which images often keep an application with its settings and data, and nothing
 * of `/etc` but what finds libraries and fonts. What a system does not have is left out.
 */
const SYSTEM = [
  '/usr/bin',
  '/usr/lib',
  '/usr/lib32',
  '/usr/lib64',
  '/usr/libexec',
  '/usr/share',
  '/usr/local/lib',
  '/usr/local/share',
  '/bin',
  '/lib',
  '/lib32',
  '/lib64',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/alternatives',
  '/etc/fonts',
  '/var/cache/fontconfig',
];

/** What `bwrap` is told before the program’s own words. All that the program can write to is its folder, which ends with it. */
export function bubblewrapArgs({
  readable,
  workDir,
  writableDir,
  tmpDir,
  env,
}: Pick<ConfinedProgram, 'readable' | 'workDir' | 'writableDir' | 'tmpDir'> & {
  readonly env: Readonly<Record<string, string>>;
}): string[] {
  const args = ['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'];
  // Documents can paint the machine’s name.
  args.push('--hostname', 'sandbox');
  for (const path of SYSTEM) args.push('--ro-bind-try', path, path);
  args.push('--proc', '/proc', '--dev', '/dev');
  args.push('--ro-bind', workDir, INSIDE.workDir, '--bind', writableDir, insideWork(workDir, writableDir));
  args.push('--bind', tmpDir, INSIDE.tmpDir);
  // After these, since an application may itself lie below `/tmp`.
  for (const path of readable) args.push('--ro-bind', path, path);
  // The rest is memory, which a limit on files would not bound.
  args.push('--remount-ro', '/dev', '--remount-ro', '/', '--chdir', INSIDE.workDir);
  for (const [name, value] of Object.entries(env)) args.push('--setenv', name, value);
  return args;
}

function insideWork(workDir: string, path: string): string {
  const way = relative(workDir, path);
  if (way.startsWith('..') || isAbsolute(way))
    throw new TypeError('A program writes to its work folder only.');
  return way === '' ? INSIDE.workDir : `${INSIDE.workDir}/${way}`;
}
