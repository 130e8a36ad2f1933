import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAULTS } from './faults.ts';

/** Promises that are not kept yet. Any other line in bold fails, and so does one of these that is kept: then it leaves the list. */
const MISSED = new Set(['4 × the rooms SQLite can store', '4 × the rooms PostgreSQL can store']);

test('docs/reliability.md has a line for each fault, with what is promised and what was seen', () => {
  const document = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
  const lines = [...document.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map((line) =>
    line.slice(1),
  );
  const [headings, ...faults] = lines;
  expect(headings).toEqual(['fault', 'promised', 'seen']);
  expect(faults.map(([name, promise]) => [name, promise])).toEqual(
    FAULTS.map(({ name, promise }) => [name, promise]),
  );
  for (const [name = '', , seen] of faults) {
    if (MISSED.has(name)) expect(seen).toMatch(/^\*\*.*\*\*$/);
    else expect(seen).toMatch(/^\d|^[a-z]/);
  }
});
