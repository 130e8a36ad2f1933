import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/operator-error.ts';

const POLL_MS = 500;
/** The unit of `stat`. */
const BLOCK_BYTES = 512;
/** Deeper than any folder of LibreOffice or the renderer. */
const MAX_DEPTH = 32;

export interface FolderLimits {
  /** Allocated on the disk. */
  readonly bytes: number;
  readonly entries: number;
}

/**
 * Polls, since no system limit bounds all that a process writes. Calls back once.
 *
 * @returns what ends the polling.
 */
export function watchFolder(path: string, limits: FolderLimits, onExcess: () => void): () => void {
  let timer: NodeJS.Timeout;
  let isOver = false;
  const poll = async () => {
    const isWithin = await isWithinLimits(path, limits);
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

async function isWithinLimits(path: string, limits: FolderLimits): Promise<boolean> {
  const left = { ...limits };
  const pending = [{ folder: path, depth: 0 }];
  try {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { folder, depth } = next;
      if (depth > MAX_DEPTH) return false;
      for await (const entry of await opendir(folder)) {
        const inside = join(folder, entry.name);
        left.entries--;
        // 0 if it is gone.
        left.bytes -= ((await lstat(inside).catch(() => undefined))?.blocks ?? 0) * BLOCK_BYTES;
        if (left.bytes < 0 || left.entries < 0) return false;
        if (entry.isDirectory()) pending.push({ folder: inside, depth: depth + 1 });
      }
    }
  } catch (error) {
    // A folder that we cannot read hides something. Other errors may pass.
    return codeOf(error) !== 'EACCES';
  }
  return true;
}
