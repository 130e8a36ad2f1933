import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';

/**
 * To be called once at start, so that later changes of the environment do not change what runs.
 *
 * @param searchPath folders, as in `PATH`.
 * @returns an absolute path.
 */
export async function findProgram(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter)) {
    // To a shell an empty entry is the working folder, where no operator installs programs.
    if (folder === '') continue;
    const file = resolve(folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
