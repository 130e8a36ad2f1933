import { isAbsolute, relative } from 'node:path';
import type { ConfinedProgram } from './confined-program.ts';
import { seccompFilter } from './seccomp.ts';

/** Where a confined program sees its folders. No system keeps applications there, which must stay visible. */
export const INSIDE = { workDir: '/run/document', tmpDir: '/tmp' } as const;

/** Programs, libraries and fonts. Not all of `/usr` and `/etc`: images often keep applications with settings and data there. */
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

/**
 * Where the kernel is set. Its files belong to root, and root may write to them without any privilege, even as nobody in a namespace of its
 * own: `core_pattern` names a program that the kernel runs.
 */
const KERNEL = ['/proc/sys', '/proc/sysrq-trigger', '/proc/irq', '/proc/bus', '/proc/fs'];

/** In the sandbox: neither root nor anybody else. */
const NOBODY = '65534';

/** The program can write to its own folders only. */
export function bubblewrapArgs(
  folders: Pick<ConfinedProgram, 'readable' | 'hidden' | 'workDir' | 'writableDir' | 'tmpDir'>,
  env: Readonly<Record<string, string>>,
): string[] {
  const { readable, hidden = [], workDir, writableDir, tmpDir } = folders;
  const args = ['--unshare-all', '--unshare-user', '--uid', NOBODY, '--gid', NOBODY];
  args.push('--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv');
  // Documents can show the host name.
  args.push('--hostname', 'sandbox');
  for (const path of SYSTEM) args.push('--ro-bind-try', path, path);
  args.push('--proc', '/proc', '--dev', '/dev');
  for (const path of KERNEL) args.push('--ro-bind-try', path, path);
  args.push('--ro-bind', workDir, INSIDE.workDir, '--bind', writableDir, insideWork(workDir, writableDir));
  args.push('--bind', tmpDir, INSIDE.tmpDir);
  // Last: an application may be below `/tmp`.
  for (const path of readable) args.push('--ro-bind', path, path);
  for (const path of hidden) args.push('--ro-bind', '/dev/null', path);
  // The rest is in memory, where no limit on files applies.
  args.push('--remount-ro', '/dev', '--remount-ro', '/', '--chdir', INSIDE.workDir);
  for (const [name, value] of Object.entries(env)) args.push('--setenv', name, value);
  return args;
}

/** Its own words come on file descriptor 4: the program could read them in `/proc/1/cmdline`, with paths of this machine. */
export const BUBBLEWRAP_WORDS = ['--args', '4'] as const;

/** What `bwrap` reads from file descriptors 4 and 5. */
export function bubblewrapInputs(args: readonly string[]): Buffer[] {
  const filter = seccompFilter(process.arch);
  const words = filter === undefined ? args : [...args, '--seccomp', '5'];
  return [Buffer.from(words.join('\0')), ...(filter === undefined ? [] : [filter])];
}

function insideWork(workDir: string, path: string): string {
  const below = relative(workDir, path);
  if (below.startsWith('..') || isAbsolute(below))
    throw new TypeError('A program can only write to its work folder.');
  return below === '' ? INSIDE.workDir : `${INSIDE.workDir}/${below}`;
}
