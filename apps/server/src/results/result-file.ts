import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * A child process made the file from a stranger's document, so links to other files of this machine are refused.
 *
 * @throws {Error} if it is not a regular file with a single name.
 */
export async function openResultFile(path: string): Promise<{ file: FileHandle; size: number }> {
  // O_NONBLOCK: opening a named pipe would block.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.nlink !== 1)
      throw new Error('a result is not a regular file with a single name');
    return { file, size: stats.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}
