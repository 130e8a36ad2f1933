import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The documents that the tests of this package and of the server convert. */
const FIXTURES = new URL('../fixtures/', import.meta.url);

/** The path of a document, such as `one-page.pdf`. */
export function documentPath(name: string): string {
  return fileURLToPath(new URL(`documents/${name}`, FIXTURES));
}

export function readDocument(name: string): Promise<Buffer> {
  return readFile(documentPath(name));
}

/** Another renderer's image of a page: `one-page-1` for the first page of `one-page.pdf`. */
export function referencePath(name: string): string {
  return fileURLToPath(new URL(`references/${name}.png`, FIXTURES));
}
