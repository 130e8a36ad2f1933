import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { documentPath } from '../../../../../packages/renderer/test/support/fixtures.ts';
import {
  difference,
  inkBetween,
  machine,
  type Outcome,
  prepareConverter,
  reference,
  unless,
  WorkBench,
} from '../../../test/support/conversions.ts';
import { changedDocument } from '../../../test/support/office-documents.ts';

/** Of 255: see the README of the references. */
const MAX_MEAN = 6;
const MAX_WORST = 22;
/** What a band of Chinese text must have of the reference’s ink. */
const MIN_INK = 0.75;

const DOCUMENTS = [
  {
    name: 'deck-5-slides.pptx',
    kind: 'pptx',
    pages: 5,
    isSlides: true,
    chinese: { page: 4, top: 0.1, bottom: 0.6 },
  },
  {
    name: 'deck-5-slides.ppt',
    kind: 'ppt',
    pages: 5,
    isSlides: true,
    chinese: { page: 4, top: 0.1, bottom: 0.6 },
  },
  // Its table begins so soon after the Chinese lines that the reference’s coarse borders would count as ink.
  { name: 'doc-3-pages.docx', kind: 'docx', pages: 3, isSlides: false, chinese: undefined },
  {
    name: 'doc-3-pages.doc',
    kind: 'doc',
    pages: 3,
    isSlides: false,
    chinese: { page: 3, top: 0.355, bottom: 0.41 },
  },
];

describe.runIf(machine.hasConfinedOffice)(
  `Word and PowerPoint files become images${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
  () => {
    for (const { name, kind, pages, isSlides, chinese } of DOCUMENTS) {
      describe(name, () => {
        let bench: WorkBench;
        let outcome: Outcome;

        beforeAll(async () => {
          bench = await WorkBench.open();
          const converter = await prepareConverter();
          outcome = await bench.convert(converter, documentPath(name));
        });
        afterAll(async () => await bench.close());

        test(`is told to be ${kind} by its bytes and has ${pages} pages`, () => {
          expect(outcome.kind).toBe(kind);
          expect(outcome.pageCount).toBe(pages);
          expect(outcome.pages.map(({ number }) => number)).toEqual(
            Array.from({ length: pages }, (_, i) => i + 1),
          );
        });

        if (isSlides) {
          test('keeps the proportion of its slides, 16:9', () => {
            for (const { width, height } of outcome.pages) expect(width / height).toBeCloseTo(16 / 9, 1);
          });
        }

        test.runIf(machine.hasChineseFont)(
          `looks like what LibreOffice and poppler make of it${unless(machine.hasChineseFont, 'Chinese font')}`,
          async () => {
            for (const page of outcome.pages) {
              const { mean, worst } = await difference(page.bytes, await reference(name, page.number));
              expect(mean, `page ${page.number}`).toBeLessThan(MAX_MEAN);
              expect(worst, `page ${page.number}`).toBeLessThan(MAX_WORST);
            }
          },
        );

        test('is told from a page that looks otherwise', async () => {
          const { worst } = await difference(
            outcome.pages[0]?.bytes ?? Buffer.alloc(0),
            await reference(name, 2),
          );
          expect(worst).toBeGreaterThan(MAX_WORST);
        });

        if (chinese !== undefined) {
          test.runIf(machine.hasChineseFont)(
            `has Chinese glyphs, as dark as they should be${unless(machine.hasChineseFont, 'Chinese font')}`,
            async () => {
              const page = outcome.pages[chinese.page - 1]?.bytes ?? Buffer.alloc(0);
              const share = await inkShare(page, await reference(name, chinese.page), chinese);
              expect(share).toBeGreaterThan(MIN_INK);
              expect(share).toBeLessThan(1 / MIN_INK);
            },
          );
        }
      });
    }

    test.runIf(machine.hasChineseFont)(
      `glyphs that no font has are not as dark${unless(machine.hasChineseFont, 'Chinese font')}`,
      async () => {
        const name = 'deck-5-slides.pptx';
        const document = await changedDocument(name, (parts) => {
          const part = 'ppt/slides/slide4.xml';
          const text = parts.get(part)?.toString('utf8') ?? '';
          // A private character instead: some font’s own idea of it, or a box.
          parts.set(part, Buffer.from(text.replaceAll(/[\u3000-\u9fff\uac00-\ud7af]/g, '\ue123')));
        });
        const bench = await WorkBench.open();
        onTestFinished(() => bench.close());
        const { pages } = await bench.convert(await prepareConverter(), document);
        const band = { top: 0.1, bottom: 0.6 };
        const share = await inkShare(pages[3]?.bytes ?? Buffer.alloc(0), await reference(name, 4), band);
        expect(share).toBeLessThan(MIN_INK);
      },
    );
  },
);

/** How much darker or lighter one picture is than another, in a band of both: 1 = alike. */
async function inkShare(one: Buffer, other: Buffer, band: { top: number; bottom: number }): Promise<number> {
  return (await inkBetween(one, band)) / (await inkBetween(other, band));
}
