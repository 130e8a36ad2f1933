import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readDocument } from './support/fixtures.ts';
import { onePage } from './support/pdf-documents.ts';
import { render } from './support/renderer-process.ts';

const CELL = 20;
/** Letters of each script that no font of a PDF reader's own has. */
const SCRIPTS: readonly (readonly [script: string, letters: string])[] = [
  ['Cyrillic', 'ЖЩЫЮЯдєґ'],
  ['Greek', 'ΓΔΘΞΨΩαβ'],
  ['Latin-2', 'ĄĘŁŃŚŹőű'],
  ['Vietnamese', 'ẠẢẤẦỄỢựỹ'],
  ['Hebrew', 'אבגדהשתם'],
  ['Arabic', 'ابتثجحكم'],
  ['Thai', 'กขคงจฉชซ'],
  ['Devanagari', 'अआइकखगघम'],
];

const hex = (letter: string) => (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
const codes = (letters: string) => [...letters].map((_, at) => (at + 1).toString(16).padStart(2, '0'));
const DESCRIPTOR =
  '<</Type/FontDescriptor/FontName/Arial/Flags 32/FontBBox[-665 -325 2000 1006]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 716/StemV 80>>';

/** Each letter in a cell of its own. */
function content(letters: string, width: 2 | 4): string {
  const shown = codes(letters).map(
    (code, at) => `1 0 0 1 ${at * CELL + 4} 8 Tm <${code.padStart(width, '0')}> Tj`,
  );
  return `BT /F 12 Tf ${shown.join(' ')} ET`;
}

const page = (letters: string) =>
  `/MediaBox[0 0 ${[...letters].length * CELL} ${CELL + 10}]/Resources<</Font<</F 5 0 R>>>>`;

/** A font that the document names and does not hold, with letters by the names of their glyphs. */
function byGlyphName(letters: string): Buffer {
  const names = [...letters].map((letter) => `/uni${hex(letter)}`).join(' ');
  return onePage(content(letters, 2), page(letters), [
    `<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 1/LastChar 8/Widths[${'600 '.repeat(8)}]/FontDescriptor 6 0 R/Encoding<</Type/Encoding/Differences[1 ${names}]>>>>`,
    DESCRIPTOR,
  ]);
}

/** The same with numbers of glyphs, and a table that says which letters they are. */
function byNumber(letters: string): Buffer {
  const map = [...letters].map((letter, at) => `<${codes(letters)[at]?.padStart(4, '0')}> <${hex(letter)}>`);
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange ${map.length} beginbfchar ${map.join(' ')} endbfchar endcmap end end`;
  return onePage(content(letters, 4), page(letters), [
    '<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>',
    DESCRIPTOR,
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 6 0 R/DW 600>>',
    { data: cmap },
  ]);
}

/** How many dark pixels each letter's cell has. */
async function inkOf(path: string | undefined, letters: string): Promise<number[]> {
  const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true });
  const cells = [...letters].map(() => 0);
  const width = info.width / cells.length;
  for (const [at, value] of data.entries()) {
    const cell = Math.floor((at % info.width) / width);
    if (value < 128) cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return cells;
}

describe('text in fonts that are not embedded is drawn, letter by letter', () => {
  test.each(SCRIPTS)('%s', async (_script, letters) => {
    for (const make of [byGlyphName, byNumber]) {
      const { pages, failure } = await render(make(letters), { scale: 3 });
      expect(failure).toBeUndefined();
      expect(pages[0]?.flaw).toBeUndefined();
      for (const ink of await inkOf(pages[0]?.path, letters)) expect(ink).toBeGreaterThan(30);
    }
  });

  test('Cyrillic, Hebrew, Greek and Latin-2 on one page, by names', async () => {
    const { pages } = await render(await readDocument('nonembedded-scripts.pdf'), { scale: 2 });
    expect(pages[0]?.flaw).toBeUndefined();
    const image = sharp(pages[0]?.path);
    for (const baseline of [230, 190, 150, 110]) {
      const line = await image
        .clone()
        .extract({ left: 200, top: (300 - baseline - 12) * 2, width: 500, height: 32 })
        .greyscale()
        .raw()
        .toBuffer();
      expect(line.filter((value) => value < 128).length).toBeGreaterThan(1000);
    }
  });
});

test('a page whose text is in no font says so, and the others do not', async () => {
  const georgian = 'აბგდევზთ';
  for (const make of [byGlyphName, byNumber]) {
    const { pages } = await render(make(georgian), { scale: 1 });
    expect(pages[0]?.flaw).toBe('text-missing');
  }
  const { pages } = await render(await readDocument('one-page.pdf'));
  expect(pages[0]?.flaw).toBeUndefined();
});
