import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removeFolder } from './remove-folder.ts';

/** A folder for one task, which nobody but this server’s user can look into. */
export interface WorkFolder {
  /** Absolute. */
  readonly path: string;
  /** With all that is in it. */
  readonly remove: () => Promise<void>;
}

/** The process that made a folder, and when it began: another process may have its id by now, after a restart in a container always. */
const NAME = /^(\d{1,10})-(\d{1,20})-/;

/** Makes a folder for a task below the data folder, so that moving a result into the store there copies nothing. */
export async function makeWorkFolder(dataDir: string): Promise<WorkFolder> {
  const parent = parentOf(dataDir);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const began = (await beginningOf(process.pid)) ?? '0';
  // `mkdtemp` makes it with mode 0700.
  const path = await mkdtemp(join(parent, `${process.pid}-${began}-`));
  return { path, remove: () => removeFolder(path) };
}

/**
 * Removes what processes that died left behind. Folders of living ones stay: `boardgate convert` may run beside a server. Servers in several
 * containers, which do not see each other’s processes, must not share a data folder.
 */
export async function removeLeftovers(dataDir: string): Promise<void> {
  const parent = parentOf(dataDir);
  for (const name of await namesIn(parent)) {
    const [, pid, began] = NAME.exec(name) ?? [];
    if (pid === undefined || began === undefined) continue;
    if (await isAlive(Number(pid), began)) continue;
    // What cannot be removed now is tried again at the next start: it is no reason not to serve.
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

async function isAlive(pid: number, began: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Any other refusal says that it exists.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await beginningOf(pid);
  return now === undefined || now === began;
}

/** When a process began, in clock ticks since the machine did; `undefined` where the system does not tell. */
async function beginningOf(pid: number): Promise<string | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself; the beginning is the 20th field after it.
    return line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch {
    return undefined;
  }
}
