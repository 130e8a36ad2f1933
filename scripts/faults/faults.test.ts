import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAULTS } from './faults.ts';

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
  // What is not kept is in bold.
  for (const [, , seen] of faults) expect(seen).toMatch(/^\d|^[a-z]/);
});
