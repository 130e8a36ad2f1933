import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What a reader of the published package sees: its README, and the source with its comments. */
const PUBLISHED = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => `src/${path}`)
  .concat('README.md', 'package.json');

/** Documents that anyone can find by this name. */
const PUBLIC = /(?:RFC \d+|ECMA-262) §[\d.]+/g;

const UNSEEN = /§|\bspec\b|\bthe contract\b|docs\/|\.\.\/\.\.\/|\bissue \d/i;

it.each(PUBLISHED)('%s cites no document that a reader of the package cannot see', (path) => {
  const text = readFileSync(`${ROOT}${path}`, 'utf8').replaceAll(PUBLIC, '');
  const citing = text.split('\n').filter((line) => UNSEEN.test(line));
  expect(citing).toEqual([]);
});
