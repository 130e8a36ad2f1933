import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SKIPPED = ['node_modules', 'dist', 'data', '.git'];
const MAX_WIDTH = 120;
/** A row cannot be broken, and some quote a message of the code. */
const MAX_ROW_WIDTH = 160;
const MAX_DECISION_LINES = 66;
const MAX_IMAGE_BYTES = 200_000;
const HEADINGS = ['Status', 'Context', 'Decision', 'Consequences', 'Alternatives'];

const pages = globSync('**/*.md', { cwd: ROOT, exclude: (path) => SKIPPED.includes(basename(path)) })
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  .sort((one, other) => (one.path < other.path ? -1 : 1));
const decisions = pages.filter(({ path }) => dirname(path) === 'docs/decisions');

/** A page without its fenced blocks, which hold no links and no headings. */
function proseOf(text: string): string {
  return text.replaceAll(/^```.*?^```$/gms, '');
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What a page links to within the repository, as it is written there: pages, folders and images. */
function linksOf(text: string): string[] {
  const targets = proseOf(text).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g);
  return [...targets]
    .map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

test('there are pages to look at', () => {
  expect(pages.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'docs/architecture.md', 'packages/token/README.md']),
  );
  expect(pages.flatMap(({ text }) => linksOf(text)).length).toBeGreaterThan(30);
});

test('no line of Markdown is wider than 120 characters, no table row wider than 160', () => {
  const wide = pages.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, index) => ({
        at: `${path}:${index + 1}`,
        isRow: line.startsWith('|'),
        width: [...line].length,
      }))
      .filter(({ isRow, width }) => width > (isRow ? MAX_ROW_WIDTH : MAX_WIDTH)),
  );
  expect(wide).toEqual([]);
});

test('every link between files leads to a file, and to a heading where it names one', () => {
  const broken = pages.flatMap(({ path, text }) =>
    linksOf(text).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (statSync(join(ROOT, target), { throwIfNoEntry: false }) === undefined) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(join(ROOT, target), 'utf8')).includes(anchor);
    }),
  );
  expect(broken).toEqual([]);
});

test('decision records are numbered from 1, without a gap', () => {
  expect(decisions.map(({ path }) => Number(basename(path).slice(0, 4)))).toEqual(
    decisions.map((_, index) => index + 1),
  );
});

test.each(decisions)(
  '$path has its number, the headings of a decision record, and fits on a page',
  ({ path, text }) => {
    expect(text).toMatch(new RegExp(`^# ${Number(basename(path).slice(0, 4))}\\. \\S`));
    expect([...text.matchAll(/^#{2} (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
    expect(text.split('\n').length).toBeLessThanOrEqual(MAX_DECISION_LINES);
  },
);

test('the images of the documentation are small', () => {
  const images = globSync('docs/images/*', { cwd: ROOT });
  expect(images).not.toEqual([]);
  for (const image of images) expect(statSync(join(ROOT, image)).size, image).toBeLessThan(MAX_IMAGE_BYTES);
});
