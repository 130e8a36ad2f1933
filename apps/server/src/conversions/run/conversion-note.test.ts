import type { PageFlaw } from '@boardgate/renderer';
import { expect, test } from 'vitest';
import { toNote } from './conversion-note.ts';

const COMPLETE = {
  flaws: new Map<number, PageFlaw>(),
  hasCjkFonts: true,
  hasForeignText: false,
  notes: undefined,
};
const noteOf = (noticed: Partial<typeof COMPLETE>) => toNote({ ...COMPLETE, ...noticed });

test('a page with nothing missing has no note, with or without fonts for Chinese', () => {
  expect(noteOf({})).toBeUndefined();
  expect(noteOf({ hasCjkFonts: false })).toBeUndefined();
  expect(noteOf({ hasCjkFonts: false, flaws: new Map([[1, 'unusable']]) })).toBe('{"blankPages":[1]}');
});

test('where text is missing and fonts for Chinese are not installed, the note names their package', () => {
  const flaws = new Map<number, PageFlaw>([
    [3, 'text-missing'],
    [1, 'text-missing'],
  ]);
  expect(noteOf({ flaws })).toBe('{"pagesWithMissingText":[1,3]}');
  expect(JSON.parse(noteOf({ flaws, hasCjkFonts: false }) ?? '')).toEqual({
    pagesWithMissingText: [1, 3],
    fontsToInstall: '@boardgate/fonts-cjk',
  });
});
