import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocument } from '../../../../../packages/renderer/test/support/fixtures.ts';
import { onePage, pdfOf } from '../../../../../packages/renderer/test/support/pdf-documents.ts';
import {
  inkBetween,
  machine,
  type Outcome,
  prepareConverter,
  unless,
  WorkBench,
} from '../../../test/support/conversions.ts';
import { changedDocument, edit, type Parts } from '../../../test/support/office-documents.ts';
import { word95Document } from '../../../test/support/word-95.ts';
import type { Converter } from './converter.ts';

let bench: WorkBench;
let converter: Converter;
beforeAll(async () => {
  bench = await WorkBench.open();
  converter = await prepareConverter();
});
afterAll(async () => await bench.close());

const noteOf = ({ note }: Outcome) => (note === undefined ? undefined : JSON.parse(note));
const PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R>>';
const SQUARE = { data: '0 0 0 rg 10 10 50 50 re f' };

describe('what is wrong with a page is said, and the others are drawn', () => {
  test.each([
    ['is no page', ['3 0 R', '5 0 R', '3 0 R'], 3],
    ['is not there', ['3 0 R', '99 0 R', '3 0 R'], 3],
  ])('where one %s', async (_name, kids, count) => {
    const document = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${count}>>`,
      PAGE,
      SQUARE,
      '(no page)',
    ]);
    const outcome = await bench.convert(converter, document);
    expect(outcome.pageCount).toBe(3);
    expect(noteOf(outcome)).toEqual({ blankPages: [2] });
    const ink = await Promise.all(outcome.pages.map(({ bytes }) => inkBetween(bytes, { top: 0, bottom: 1 })));
    expect(ink.map((dark) => dark > 0)).toEqual([true, false, true]);
  });

  test('where there are fewer than the document says', async () => {
    const document = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 4>>',
      PAGE,
      SQUARE,
    ]);
    const outcome = await bench.convert(converter, document);
    expect(outcome.pages.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(noteOf(outcome)).toEqual({ blankPages: [2, 3, 4] });
  });

  test('where text is in no font', async () => {
    const font =
      '<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 1/LastChar 1/Widths[600]/Encoding<</Type/Encoding/Differences[1 /uni10D0]>>>>';
    const resources = '/MediaBox[0 0 200 200]/Resources<</Font<</F 5 0 R>>>>';
    const document = onePage('BT /F 20 Tf 10 10 Td <01> Tj ET', resources, [font]);
    expect(noteOf(await bench.convert(converter, document))).toEqual({ pagesWithMissingText: [1] });
  });

  test('and nothing where all is well', async () => {
    expect(noteOf(await bench.convert(converter, await readDocument('one-page.pdf')))).toBeUndefined();
  });
});

test('a form that shows only that one has to wait says what it is', async () => {
  const catalog = '<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</Fields[]/XFA 5 0 R>>>>';
  const xfa = { data: '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>' };
  const form = onePage('0 0 0 rg 10 10 50 50 re f', '/MediaBox[0 0 200 200]', [xfa], catalog);
  await expect(bench.convert(converter, form)).rejects.toThrow('the PDF is an XFA form');
});

describe.runIf(machine.hasConfinedOffice)(
  `Word and PowerPoint files${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
  () => {
    test('whose main part is typed by its extension are converted', async () => {
      const outcome = await bench.convert(converter, await readDocument('default-main-type.docx'));
      expect(outcome.pageCount).toBe(1);
      expect(
        await inkBetween(outcome.pages[0]?.bytes ?? Buffer.alloc(0), { top: 0, bottom: 1 }),
      ).toBeGreaterThan(0);
    });

    test('with anything before and after them are converted', async () => {
      const document = await readDocument('doc-3-pages.docx');
      const padded = Buffer.concat([Buffer.from('\r\nmail'), document, Buffer.from('\r\n--boundary--\r\n')]);
      expect((await bench.convert(converter, padded)).pageCount).toBe(3);
    });

    test('say that text in another format is left out', async () => {
      const outcome = await bench.convert(converter, await readDocument('altchunk-html.docx'));
      expect(noteOf(outcome)).toEqual({ notKept: [expect.stringContaining('altChunk')] });
    });

    test('of Word 95 are converted', async () => {
      const { pageCount, pages } = await bench.convert(converter, word95Document());
      expect(pageCount).toBe(1);
      const ink = (top: number, bottom: number) =>
        inkBetween(pages[0]?.bytes ?? Buffer.alloc(0), { top, bottom });
      // Two lines at the top of the page, and nothing else.
      expect(await ink(0.05, 0.2)).toBeGreaterThan(0);
      expect(await ink(0.3, 1)).toBe(0);
    });

    test('with a sound on a slide are converted, without a player that is waited for', async () => {
      const document = await changedDocument('deck-5-slides.pptx', addSound);
      expect((await bench.convert(converter, document)).pageCount).toBe(5);
    });

    test('leave hidden slides out, of images, web page, previews and notes alike', async () => {
      const document = await changedDocument('deck-5-slides.pptx', (parts) => {
        for (const slide of [2, 4])
          edit(parts, `ppt/slides/slide${slide}.xml`, (xml) => xml.replace('<p:sld ', '<p:sld show="0" '));
      });
      expect((await bench.convert(converter, document)).pageCount).toBe(3);
      const dynamic = await bench.convert(converter, document, { type: 'dynamic', preview: true });
      expect(dynamic.pages.map(({ number }) => number)).toEqual([1, 2, 3]);
      expect(noteOf(dynamic).notes).toEqual({ 3: 'speaker notes on slide 5' });
      const file = dynamic.files.find(({ name }) => name === 'index.html');
      const page = (await readFile(file?.path ?? '', 'utf8'))
        .replaceAll(/&amp;/g, '&')
        .replaceAll('&quot;', '"');
      expect(page).toContain('ooo:number-of-slides="3"');
      const slides = [...page.matchAll(/id="ooo:meta_slide_(\d+)" ooo:slide="(\w+)"/g)];
      expect(slides.map(([, place]) => place)).toEqual(['0', '1', '2']);
      expect(slides.map(([, , id]) => page.includes(`id="container-${id}"`))).toEqual([true, true, true]);
      expect(page.match(/id="container-id\d+"/g)).toHaveLength(3);
    });
  },
);

/** As PowerPoint embeds a recording. */
function addSound(parts: Parts): void {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/audio';
  parts.set(
    'ppt/media/sound.wav',
    Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(1000)]),
  );
  edit(parts, '[Content_Types].xml', (xml) =>
    xml.replace('<Default ', '<Default Extension="wav" ContentType="audio/x-wav"/><Default '),
  );
  edit(parts, 'ppt/slides/_rels/slide1.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rIdA" Type="${office}" Target="../media/sound.wav"/></Relationships>`,
    ),
  );
  const sound =
    '<p:pic><p:nvPicPr><p:cNvPr id="99" name="sound"/><p:cNvPicPr/><p:nvPr><a:audioFile xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rIdA"/></p:nvPr></p:nvPicPr><p:blipFill><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="9" y="9"/><a:ext cx="500000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic>';
  edit(parts, 'ppt/slides/slide1.xml', (xml) => xml.replace('</p:spTree>', `${sound}</p:spTree>`));
}
