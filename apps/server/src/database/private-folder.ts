import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError, reasonOf } from '../base/operator-error.ts';

/** Of group and others. */
const OTHERS = 0o077;

/**
 * Closes a folder, and what is directly in it, to everybody but its owner: in the database and its log others could read what links to
 * results are made of.
 *
 * @returns whether others could enter it.
 * @throws {OperatorError} if it cannot be closed.
 */
export function closeToOthers(folder: string): boolean {
  // Windows has no such modes.
  if (process.platform === 'win32') return false;
  try {
    const wasOpen = close(folder);
    for (const name of readdirSync(folder)) closeIfThere(join(folder, name));
    return wasOpen;
  } catch (error) {
    throw new OperatorError(
      `other users can enter the data folder ${folder}, and it cannot be closed: ${reasonOf(error)}; run \`chmod 700 ${folder}\` as its owner, or name a folder within it with BOARDGATE_DATA_DIR`,
      { cause: error },
    );
  }
}

function close(path: string): boolean {
  const mode = statSync(path).mode & 0o777;
  if ((mode & OTHERS) === 0) return false;
  chmodSync(path, mode & ~OTHERS);
  return true;
}

/** A log of SQLite may go while we look. */
function closeIfThere(path: string): void {
  try {
    close(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
