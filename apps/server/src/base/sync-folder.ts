import { open } from 'node:fs/promises';

/** Puts on the disk what a folder has and has not: a file that was made or renamed survives a power cut only then. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
