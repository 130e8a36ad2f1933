import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';

/**
 * Where a program is, as an absolute path; `undefined` where it is not installed. Looked for once at start, so that nothing which happens to
 * the environment later changes what is run.
 *
 * @param searchPath folders, as in the `PATH` variable.
 */
export async function findProgram(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter)) {
    // An empty entry means the working folder to a shell: whatever lies there is not what an operator installed.
    if (folder === '') continue;
    const file = resolve(folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

/** Whether a path is that of a file which may be run. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
