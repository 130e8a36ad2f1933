import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removeFolder } from './remove-folder.ts';

/** Only this server's user can read it. */
export interface WorkFolder {
  /** Absolute. */
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Process id and start time: ids are reused, after a restart of a container always. */
const NAME = /^(\d{1,10})-(\d{1,20})-/;

/** Below the data folder, from where results move into storage without copying. */
export async function makeWorkFolder(dataDir: string): Promise<WorkFolder> {
  const parent = parentOf(dataDir);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const startTime = (await startTimeOf(process.pid)) ?? '0';
  // `mkdtemp` makes it with mode 0700.
  const path = await mkdtemp(join(parent, `${process.pid}-${startTime}-`));
  return { path, remove: () => removeFolder(path) };
}

/**
 * Removes the folders of dead processes only: `boardgate convert` may run beside a server. Containers, which do not see each other's
 * processes, must not share a data folder.
 */
export async function removeLeftovers(dataDir: string): Promise<void> {
  const parent = parentOf(dataDir);
  for (const name of await namesIn(parent)) {
    const [, pid, startTime] = NAME.exec(name) ?? [];
    if (pid === undefined || startTime === undefined) continue;
    if (await isAlive(Number(pid), startTime)) continue;
    // The next start tries again.
    await removeFolder(join(parent, name)).catch(() => {});
  }
}

function parentOf(dataDir: string): string {
  return resolve(dataDir, 'work');
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function isAlive(pid: number, startTime: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // With any other error it exists.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const current = await startTimeOf(pid);
  return current === undefined || current === startTime;
}

/** In clock ticks since boot; `undefined` if the system does not tell. */
async function startTimeOf(pid: number): Promise<string | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets; the start time is the 20th field after it.
    return line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch {
    return undefined;
  }
}
