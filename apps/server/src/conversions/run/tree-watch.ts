import { readdir, readFile } from 'node:fs/promises';

const POLL_MS = 250;
const PAGE_BYTES = 4096;

interface TreeLimits {
  readonly processes: number;
  /** Resident memory of all processes together. */
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
  const pending = [root];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    const [, resident = 0] = await numbersIn(`/proc/${pid}/statm`);
    bytes += resident * PAGE_BYTES;
    count++;
    if (count > limits.processes || bytes > limits.bytes) return false;
    const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
    for (const thread of threads) pending.push(...(await numbersIn(`/proc/${pid}/task/${thread}/children`)));
  }
  return true;
}

/** None if the process is gone, or where the system does not tell. */
async function numbersIn(path: string): Promise<number[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split(' ').flatMap((word) => (word.trim() === '' ? [] : [Number(word)]));
}
