import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { ProgressBar } from './progress-bar.ts';

function show(isTTY: boolean): string[] {
  const out = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  const bar = new ProgressBar(out as unknown as NodeJS.WriteStream);
  bar.begin('opening the document');
  for (const done of [0, 1, 2, 30, 60]) bar.show(done, 60, 'pages');
  bar.end();
  return ((out.read() as string | null) ?? '')
    .split(isTTY ? '\r\u001b[K' : '\n')
    .filter((line) => line !== '');
}

test('on a terminal it fills in place, says what is done before there is a count, and leaves the line', () => {
  const [first, ...bars] = show(true);
  expect(first).toBe('opening the document …');
  expect(bars).toEqual([
    `[${'.'.repeat(30)}] 0 of 60 pages`,
    `[#${'.'.repeat(29)}] 1 of 60 pages`,
    `[#${'.'.repeat(29)}] 2 of 60 pages`,
    `[${'#'.repeat(15)}${'.'.repeat(15)}] 30 of 60 pages`,
    `[${'#'.repeat(30)}] 60 of 60 pages`,
  ]);
});

test('elsewhere it is a line for each tenth', () => {
  expect(show(false)).toEqual(['0 of 60 pages', '30 of 60 pages', '60 of 60 pages']);
});
