import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentPath } from '../../../../../packages/renderer/test/support/fixtures.ts';
import {
  machine,
  type Outcome,
  prepareConverter,
  unless,
  WorkBench,
} from '../../../test/support/conversions.ts';
import { unzip } from '../../../test/support/office-documents.ts';
import type { Converter } from './converter.ts';

describe.runIf(machine.hasConfinedOffice)(
  `a dynamic conversion${unless(machine.hasConfinedOffice, 'LibreOffice in bubblewrap')}`,
  () => {
    let bench: WorkBench;
    let converter: Converter;
    let outcome: Outcome;

    beforeAll(async () => {
      bench = await WorkBench.open();
      converter = await prepareConverter();
      outcome = await bench.convert(converter, documentPath('deck-5-slides.pptx'), {
        type: 'dynamic',
        preview: true,
      });
    });
    afterAll(async () => await bench.close());

    async function file(name: string): Promise<Buffer> {
      const found = outcome.files.find((made) => made.name === name);
      return await readFile(found?.path ?? name);
    }

    test('makes a page, its notes and an archive, and a preview of every slide', () => {
      expect(outcome.files.map(({ name }) => name)).toEqual(['index.html', 'notes.json', 'slides.zip']);
      expect(outcome.pages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
      for (const { path, previewPath } of outcome.pages) {
        expect(path).toBeUndefined();
        expect(previewPath).toMatch(/preview-\d\.png$/);
      }
    });

    test('tells the speaker notes, and what was not kept', async () => {
      const note = JSON.parse(outcome.note ?? '');
      expect(note.notes).toEqual({ 5: 'speaker notes on slide 5' });
      expect(note.notKept.length).toBeGreaterThan(3);
      expect((await file('notes.json')).toString('utf8')).toBe(outcome.note);
    });

    test('puts page, notes and previews into the archive', async () => {
      const parts = await unzip(await file('slides.zip'));
      expect([...parts.keys()].sort()).toEqual([
        'index.html',
        'notes.json',
        ...[1, 2, 3, 4, 5].map((number) => `preview-${number}.png`),
      ]);
      expect(parts.get('index.html')).toEqual(await file('index.html'));
    });

    test('makes a page that asks for nothing and holds every slide and the script that shows them', async () => {
      const whole = (await file('index.html')).toString('utf8');
      const [outer = '', inner = ''] = whole.split('<iframe sandbox="allow-scripts" title="Slides" srcdoc="');
      expect(outer).toContain(`content="default-src 'none'; img-src data:;`);
      expect(inner).toMatch(/^[^"]*"><\/iframe>/);
      const page = inner.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
      expect(page).toContain(`content="default-src 'none'; img-src data:;`);
      expect(page).toContain('ooo:number-of-slides="5"');
      expect(page).toContain('Conversion fixture deck');
      expect(page).toContain('window.onload = init');
      const slides = page.slice(page.indexOf('id="slides">'), page.indexOf('</script>'));
      expect(slides).not.toMatch(/<script|<foreignObject|href="(?!#|data:image\/)/);
    });

    test('shows Chinese as text, not as boxes', async () => {
      expect((await file('index.html')).toString('utf8')).toContain('世界');
    });

    test('needs no previews where none were asked for', async () => {
      const { pages, pageCount, files } = await bench.convert(converter, documentPath('deck-5-slides.pptx'), {
        type: 'dynamic',
      });
      expect(pageCount).toBe(5);
      expect(pages).toEqual([]);
      expect(files.length).toBe(3);
    });

    test('is of PPTX alone', async () => {
      for (const name of ['deck-5-slides.ppt', 'doc-3-pages.docx']) {
        await expect(bench.convert(converter, documentPath(name), { type: 'dynamic' })).rejects.toMatchObject(
          {
            reason: 'dynamic-only-pptx',
          },
        );
      }
    });
  },
);
