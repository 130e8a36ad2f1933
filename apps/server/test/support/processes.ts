import { readdir, readFile, readlink } from 'node:fs/promises';

/** Every process that works for a work folder: told by its words, or by what is mounted for it. */
export async function processesOf(workDir: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    if (await worksIn(name, workDir)) found.push(Number(name));
  }
  return found;
}

async function worksIn(pid: string, workDir: string): Promise<boolean> {
  const looks = await Promise.allSettled([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/mountinfo`, 'utf8'),
    readlink(`/proc/${pid}/cwd`),
  ]);
  // Mounts are told by the folder on its own disk: the end of the path is the same.
  const end = workDir.split('/').slice(-3).join('/');
  return looks.some((look) => look.status === 'fulfilled' && look.value.includes(end));
}
