import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/operator-error.ts';

const EVERY_MS = 500;
/** As `stat` counts them, whatever the file system. */
const BLOCK_BYTES = 512;
/** Deeper than anything that LibreOffice or the renderer makes. */
const MAX_DEPTH = 32;

/** What a folder may hold. */
export interface FolderLimits {
  /** On the disk: a file of holes takes none. */
  readonly bytes: number;
  readonly entries: number;
}

/**
 * Looks again and again at what a folder holds, since no system limit bounds what a process writes in all, and calls back, once, when it is
 * too much. What it returns ends the looking.
 */
export function watchFolder(path: string, limits: FolderLimits, onExcess: () => void): () => void {
  let timer: NodeJS.Timeout;
  let isOver = false;
  const look = async () => {
    const isWithin = await isWithinLimits(path, limits);
    if (isOver) return;
    if (isWithin) timer = setTimeout(look, EVERY_MS);
    else onExcess();
  };
  timer = setTimeout(look, EVERY_MS);
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
        left.bytes -= await bytesOf(inside);
        if (left.bytes < 0 || left.entries < 0) return false;
        if (entry.isDirectory()) pending.push({ folder: inside, depth: depth + 1 });
      }
    }
  } catch (error) {
    // Whoever forbids us to look has something to hide. Anything else is looked at again.
    return codeOf(error) !== 'EACCES';
  }
  return true;
}

/** What has gone meanwhile has none. */
async function bytesOf(path: string): Promise<number> {
  return await lstat(path).then(
    ({ blocks }) => blocks * BLOCK_BYTES,
    () => 0,
  );
}
