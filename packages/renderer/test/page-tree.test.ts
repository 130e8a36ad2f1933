import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimsTooManyPages } from '../src/page-tree.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boardgate-test-page-tree-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

async function claims(text: string): Promise<boolean> {
  const path = join(folder, 'document');
  await writeFile(path, text, 'latin1');
  return claimsTooManyPages(path);
}

test('a page tree that claims millions of pages is seen wherever it stands in the file', async () => {
  const tree = '<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2000000000>>';
  // Before, across and behind the end of what is read at once.
  for (const before of [0, 1_048_500, 1_048_560, 1_048_576, 3_000_000])
    expect(await claims(`${' '.repeat(before)}${tree}`), `after ${before} bytes`).toBe(true);
});

test('large numbers that are no page counts, and counts that may be, are let pass', async () => {
  expect(await claims('<</Type/Outlines/Count 2000000>>')).toBe(false);
  expect(await claims(`<</Type/Pages/Count 500>>${' '.repeat(2000)}/Count 9999999`)).toBe(false);
  expect(await claims('<</Type/Pages/Count 1048574>>')).toBe(false);
  expect(await claims('')).toBe(false);
});
