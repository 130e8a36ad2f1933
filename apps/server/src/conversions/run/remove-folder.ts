import { randomUUID } from 'node:crypto';
import { chmod, opendir, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** A program that was taken over may have left unreadable folders, or nested them deeper than paths reach. It must have ended. */
export async function removeFolder(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch {
    await flatten(path);
    await rmdir(path);
  }
}

/** Moves every folder to the top before emptying it, so that paths stay short. */
async function flatten(top: string): Promise<void> {
  const pending = [top];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    await chmod(folder, 0o700);
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) {
        await unlink(path);
        continue;
      }
      // Moving a folder writes to it: its `..` changes.
      await chmod(path, 0o700);
      const moved = folder === top ? path : join(top, randomUUID());
      if (moved !== path) await rename(path, moved);
      pending.push(moved);
    }
    if (folder !== top) await rmdir(folder);
  }
}
