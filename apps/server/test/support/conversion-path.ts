import { accessSync, constants, mkdirSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../node_modules/.cache/conversion-path', import.meta.url));

/** What converts and confines documents. Not `sh`, with which a server has its conversions give way to whatever keeps the machine busy. */
const PROGRAMS = ['soffice', 'fc-list', 'bwrap', 'prlimit', 'setpriv'];

/** The `PATH` of a server whose conversions are not to wait for a busy machine to be idle. */
export function conversionPath(): string {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of PROGRAMS) {
    const program = find(name);
    const link = join(FOLDER, name);
    if (program === targetOf(link)) continue;
    // Another worker may be doing the same.
    ignoring(() => unlinkSync(link));
    if (program !== undefined) ignoring(() => symlinkSync(program, link));
  }
  return FOLDER;
}

function find(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders
    .map((folder) => join(folder, name))
    .find((file) => ignoring(() => accessSync(file, constants.X_OK)));
}

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

/** Whether it could be done. */
function ignoring(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
