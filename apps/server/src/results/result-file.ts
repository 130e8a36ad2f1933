import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a file that is to become a result. A child process made it out of a stranger's document: a link to something else of this
 * machine's is not taken for it, be it symbolic or hard.
 *
 * @throws where it is not a plain file of its own.
 */
export async function openResultFile(path: string): Promise<{ file: FileHandle; size: number }> {
  // Without O_NONBLOCK a named pipe would be waited for.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.nlink !== 1) throw new Error('a result is not a plain file of its own');
    return { file, size: stats.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}
