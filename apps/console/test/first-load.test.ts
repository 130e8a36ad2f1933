import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = new URL('../dist/', import.meta.url);
const MAX_BYTES = 250_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** What a first visit loads: the page, its texts, and the overview with its charts. */
const FIRST_LOAD = ['index.html', 'src/pages/overview/overview-page.tsx', 'src/i18n/zh/first.ts'];

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8')) as Record<
  string,
  Chunk
>;

/** The file of a chunk and of all its imports. */
function filesOf(name: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`the build has no ${name}`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, found);
  return found;
}

test('the first load is at most 250 kB of compressed JavaScript', () => {
  const files = new Set(FIRST_LOAD.flatMap((name) => [...filesOf(name)]));
  const sizes = [...files].map((file) => [file, gzipSync(readFileSync(new URL(file, DIST))).length] as const);
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(total, sizes.map(([file, bytes]) => `${bytes} ${file}`).join('\n')).toBeLessThanOrEqual(MAX_BYTES);
});
