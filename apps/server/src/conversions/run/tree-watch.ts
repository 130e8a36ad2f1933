import { readdir, readFile, stat } from 'node:fs/promises';

const POLL_MS = 250;
/** The unit of `stat`. */
const BLOCK_BYTES = 512;

interface TreeLimits {
  readonly processes: number;
  /** Resident memory of all processes together, and what they hold open without a name, which no look at folders finds. */
  readonly bytes: number;
}

/**
 * Polls a process with all that it started: the system's own limits count each process by itself, and do not count those of root at all.
 * Calls back once.
 *
 * @returns what ends the polling.
 */
export function watchTree(pid: number, limits: TreeLimits, onExcess: () => void): () => void {
  let timer: NodeJS.Timeout;
  let isOver = false;
  const poll = async () => {
    const isWithin = await isWithinLimits(pid, limits);
    if (isOver) return;
    if (isWithin) timer = setTimeout(poll, POLL_MS);
    else onExcess();
  };
  timer = setTimeout(poll, POLL_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

async function isWithinLimits(root: number, limits: TreeLimits): Promise<boolean> {
  let bytes = 0;
  let count = 0;
  const nameless = new Map<string, number>();
  const pending = [root];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    bytes += await residentBytesOf(pid);
    for (const [file, size] of await namelessFilesOf(pid)) {
      // Processes share what they inherit.
      if (!nameless.has(file)) bytes += size;
      nameless.set(file, size);
    }
    count++;
    if (count > limits.processes || bytes > limits.bytes) return false;
    const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
    for (const thread of threads) pending.push(...(await childrenOf(pid, thread)));
  }
  return true;
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
