import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

// `.ts` in a checkout, `.js` in the published package.
const PROGRAM = fileURLToPath(new URL(`check-file-program${extname(import.meta.filename)}`, import.meta.url));

/**
 * Looks for damage in a SQLite file, in a process of its own: SQLite works in the thread that asks, and cannot be interrupted.
 *
 * @param how `quick` leaves out whether indexes agree with their tables, which takes most of the time.
 * @returns what is damaged, a line each; `undefined` if the time was not enough.
 */
export async function findDamage(
  path: string,
  how: 'quick' | 'full',
  limitMs: number,
): Promise<readonly string[] | undefined> {
  const child = spawn(process.execPath, [PROGRAM, path, how], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {},
  });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => {
    output += piece;
  });
  const kill = () => child.kill('SIGKILL');
  const timer = setTimeout(kill, limitMs).unref();
  process.once('exit', kill);
  // A server that stops does not wait for it.
  if (how === 'quick') {
    child.unref();
    (child.stdout as Socket).unref();
  }
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  process.removeListener('exit', kill);
  return code === 0 ? (JSON.parse(output) as string[]) : undefined;
}
