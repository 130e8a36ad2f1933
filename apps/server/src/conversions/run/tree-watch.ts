import { readdir, readFile, stat } from 'node:fs/promises';

const POLL_MS = 250;
/** The unit of `stat`. */
const BLOCK_BYTES = 512;
/** In `/proc/PID/stat` behind the name: user, system, and both of ended children. Linux counts in hundredths of a second for programs. */
const FIRST_TIME = 11;
const TICK_MS = 10;

interface TreeLimits {
  readonly processes: number;
  /** Resident memory of all processes together, and what they hold open without a name, which no look at folders finds. */
  readonly bytes: number;
}

/**
 * Polls a process with all that it started: the system's own limits count each process by itself, and do not count those of root at all.
 * Calls `onExcess` once, and `onCpu` with the processor time that they have taken.
 *
 * @returns what ends the polling.
 */
export function watchTree(
  pid: number,
  limits: TreeLimits,
  { onExcess, onCpu }: { readonly onExcess: () => void; readonly onCpu: (ms: number) => void },
): () => void {
  let timer: NodeJS.Timeout;
  let isOver = false;
  const poll = async () => {
    const cpuMs = await cpuWithinLimits(pid, limits);
    if (isOver) return;
    onCpu(cpuMs ?? 0);
    if (cpuMs !== undefined) timer = setTimeout(poll, POLL_MS);
    else onExcess();
  };
  timer = setTimeout(poll, POLL_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** @returns `undefined` if a limit is exceeded. */
async function cpuWithinLimits(root: number, limits: TreeLimits): Promise<number | undefined> {
  let bytes = 0;
  let cpuMs = 0;
  let count = 0;
  const nameless = new Map<string, number>();
  const pending = [root];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    bytes += await residentBytesOf(pid);
    cpuMs += await cpuMsOf(pid);
    for (const [file, size] of await namelessFilesOf(pid)) {
      // Processes share what they inherit.
      if (!nameless.has(file)) bytes += size;
      nameless.set(file, size);
    }
    count++;
    if (count > limits.processes || bytes > limits.bytes) return undefined;
    const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
    for (const thread of threads) pending.push(...(await childrenOf(pid, thread)));
  }
  return cpuMs;
}

/** Of the process, and of those that it started and that have ended. */
async function cpuMsOf(pid: number): Promise<number> {
  // The name before them, in parentheses, may hold anything.
  const fields = (await textOf(`/proc/${pid}/stat`)).replace(/^.*\)/s, '').trim().split(' ');
  const ticks = fields.slice(FIRST_TIME, FIRST_TIME + 4).reduce((sum, field) => sum + Number(field), 0);
  return ticks * TICK_MS;
}

async function residentBytesOf(pid: number): Promise<number> {
  const [, kilobytes = 0] = /^VmRSS:\s+(\d+) kB$/m.exec(await textOf(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) * 1024;
}

/** Deleted files and files in memory that are open, with the bytes that they take. */
async function namelessFilesOf(pid: number): Promise<[file: string, bytes: number][]> {
  const folder = `/proc/${pid}/fd`;
  const numbers = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    numbers.map((number) => stat(`${folder}/${number}`).catch(() => undefined)),
  );
  return files.flatMap((file) =>
    file?.isFile() && file.nlink === 0 ? [[`${file.dev}:${file.ino}`, file.blocks * BLOCK_BYTES]] : [],
  );
}

async function childrenOf(pid: number, thread: string): Promise<number[]> {
  const text = await textOf(`/proc/${pid}/task/${thread}/children`);
  return text.split(' ').flatMap((word) => (word.trim() === '' ? [] : [Number(word)]));
}

/** Empty if the process is gone, or where the system does not tell. */
async function textOf(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '');
}
