import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { codeOf } from '../base/operator-error.ts';
import { checkResultKey, isStoredKey } from './result-key.ts';

export interface StoredFile {
  readonly key: string;
  readonly path: string;
}

/** The folder within the data folder that keeps results, where no bucket does. */
export function resultsFolder(dataDir: string): string {
  return resolve(dataDir, 'files');
}

/** The path of a stored file within such a folder. */
export function pathOfKey(folder: string, key: string): string {
  checkResultKey(key);
  return join(folder, key);
}

/** The files that are stored complete, a task's folder at a time. They may be removed meanwhile. */
export async function* listStoredFiles(folder: string): AsyncIterable<StoredFile> {
  yield* filesWithin(folder, folder);
}

async function* filesWithin(root: string, folder: string): AsyncIterable<StoredFile> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesWithin(root, path);
    else if (entry.isFile() && isStoredKey(relative(root, path))) yield { key: relative(root, path), path };
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
