import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Converter } from '../../src/documents/converter.ts';
import {
  CONFIG,
  difference,
  machine,
  type Outcome,
  reference,
  unless,
  WorkBench,
} from '../support/conversions.ts';
import { documentPath } from '../support/office-documents.ts';

/** Of 255: see the README of the references. */
const MAX_MEAN = 6;
const MAX_WORST = 22;

const DOCUMENTS = [
  { name: 'deck-5-slides.pptx', kind: 'pptx', pages: 5, proportion: 16 / 9 },
  { name: 'deck-5-slides.ppt', kind: 'ppt', pages: 5, proportion: 16 / 9 },
  { name: 'doc-3-pages.docx', kind: 'docx', pages: 3, proportion: undefined },
  { name: 'doc-3-pages.doc', kind: 'doc', pages: 3, proportion: undefined },
];

describe.runIf(machine.hasConfinedOffice)(
  `Word and PowerPoint files become images${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
  () => {
    for (const { name, kind, pages, proportion } of DOCUMENTS) {
      describe(name, () => {
        let bench: WorkBench;
        let outcome: Outcome;

        beforeAll(async () => {
          bench = await WorkBench.open();
          const converter = await Converter.prepare(CONFIG);
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

        test.runIf(proportion !== undefined)('keeps the proportion of its slides', () => {
          for (const { width, height } of outcome.pages)
            expect(width / height).toBeCloseTo(proportion ?? 0, 1);
        });

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

        test('would not be taken for another page', async () => {
          const [first] = outcome.pages;
          const { worst } = await difference(first?.bytes ?? Buffer.alloc(0), await reference(name, 2));
          expect(worst).toBeGreaterThan(2 * MAX_WORST);
        });
      });
    }
  },
);
