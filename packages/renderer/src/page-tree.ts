import { closeSync, openSync, readSync } from 'node:fs';

/** PDFium ignores such a count, and searches for pages. */
const UNBELIEVABLE = 1_048_575;
const CHUNK_BYTES = 1024 ** 2;
/** How far apart `/Count` and `/Pages` may be in one node of the page tree. */
const REACH = 512;
const LARGE_COUNT = /\/Count\s+(\d{7,})/g;

/**
 * Such a page tree is a cycle or an attack, and PDFium would draw whatever pages it finds. Trees in object streams are not seen;
 * PDFium's repair handles those.
 */
export function claimsTooManyPages(path: string): boolean {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let at = 0; ; at += CHUNK_BYTES - 2 * REACH) {
      const bytes = readSync(file, chunk, 0, CHUNK_BYTES, at);
      if (hasLargeTree(chunk.toString('latin1', 0, bytes))) return true;
      if (bytes < CHUNK_BYTES) return false;
    }
  } finally {
    closeSync(file);
  }
}

function hasLargeTree(text: string): boolean {
  for (const { 1: count, index } of text.matchAll(LARGE_COUNT)) {
    const around = text.slice(Math.max(0, index - REACH), index + REACH);
    if (Number(count) >= UNBELIEVABLE && around.includes('/Pages')) return true;
  }
  return false;
}
