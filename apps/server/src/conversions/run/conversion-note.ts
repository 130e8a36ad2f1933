import { CJK_FONTS_PACKAGE, type PageFlaw } from '@boardgate/renderer';

/** What every web page of slides lacks, since nobody sees what is missing. */
const NOT_KEPT = [
  'audio, video and other media',
  'animations and transitions that LibreOffice does not know, and exact timings',
  'dashed lines, which are drawn solid',
  'embedded fonts: those of the viewer are used',
  'text selection',
  'hidden slides, macros and embedded files',
] as const;

const FOREIGN_TEXT = 'text in another format within the document, such as HTML (altChunk)';

/** What a conversion noticed. */
interface Noticed {
  readonly flaws: ReadonlyMap<number, PageFlaw>;
  /** Whether there are fonts for Chinese, Japanese and Korean. */
  readonly hasCjkFonts: boolean;
  /** Whether LibreOffice left out text that the document holds in another format. */
  readonly hasForeignText: boolean;
  /** Speaker notes by slide number, of a dynamic conversion. */
  readonly notes: Readonly<Record<string, string>> | undefined;
}

/** The task's note, as JSON: nothing that is missing from a page goes unsaid. `undefined` if there is nothing to say. */
export function toNote({ flaws, hasCjkFonts, hasForeignText, notes }: Noticed): string | undefined {
  const pagesWith = (flaw: PageFlaw) =>
    [...flaws]
      .filter(([, one]) => one === flaw)
      .map(([number]) => number)
      .sort((a, b) => a - b);
  const [unusable, textMissing] = [pagesWith('unusable'), pagesWith('text-missing')];
  const notKept = [...(notes === undefined ? [] : NOT_KEPT), ...(hasForeignText ? [FOREIGN_TEXT] : [])];
  const note = {
    ...(notes !== undefined && { notes }),
    ...(notKept.length > 0 && { notKept }),
    ...(unusable.length > 0 && { blankPages: unusable }),
    ...(textMissing.length > 0 && { pagesWithMissingText: textMissing }),
    ...(textMissing.length > 0 && !hasCjkFonts && { fontsToInstall: CJK_FONTS_PACKAGE }),
  };
  return Object.keys(note).length === 0 ? undefined : JSON.stringify(note);
}
