import { isAbsolute, relative } from 'node:path';
import type { ConfinedProgram } from './confined-program.ts';

/** Paths that a confined program sees. No system keeps applications there: their folders must stay visible. */
export const INSIDE = { workDir: '/run/document', tmpDir: '/tmp' } as const;

/**
 * Programs, libraries and fonts, if the system has them. Not all of `/usr`, where images often keep applications with settings and data,
 * and of `/etc` only what finds libraries and fonts.
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

/** The arguments of `bwrap` before the program's own. The program can write to its own folders only. */
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
  // Documents can show the host name.
  args.push('--hostname', 'sandbox');
  for (const path of SYSTEM) args.push('--ro-bind-try', path, path);
  args.push('--proc', '/proc', '--dev', '/dev');
  args.push('--ro-bind', workDir, INSIDE.workDir, '--bind', writableDir, insideWork(workDir, writableDir));
  args.push('--bind', tmpDir, INSIDE.tmpDir);
  // Last, since an application may lie below `/tmp`.
  for (const path of readable) args.push('--ro-bind', path, path);
  // The rest is in memory, where no limit on files applies.
  args.push('--remount-ro', '/dev', '--remount-ro', '/', '--chdir', INSIDE.workDir);
  for (const [name, value] of Object.entries(env)) args.push('--setenv', name, value);
  return args;
}

function insideWork(workDir: string, path: string): string {
  const below = relative(workDir, path);
  if (below.startsWith('..') || isAbsolute(below))
    throw new TypeError('A program can only write to its work folder.');
  return below === '' ? INSIDE.workDir : `${INSIDE.workDir}/${below}`;
}
