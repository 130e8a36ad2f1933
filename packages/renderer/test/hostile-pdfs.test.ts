import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readDocument } from './support/fixtures.ts';
import * as pdfs from './support/pdf-documents.ts';
import { LIMITS, type Rendering, render } from './support/renderer-process.ts';

const fixture = (name: string) => readDocument(`${name}.pdf`);
/** Short, so that what would take minutes is broken off while one waits. */
const SHORT = { ...LIMITS, pageTimeMs: 1500 };
const WHITE = 255;

/** The images are there and within the limits, or the reason is said in a sentence that gives nothing away. */
async function expectImagesOrReason({ failure, pages, count, exitStatus }: Rendering): Promise<void> {
  expect(exitStatus).toBe(0);
  if (failure !== undefined) {
    expect(['pdf-broken', 'limit-exceeded']).toContain(failure.reason);
    expect(failure.detail).toMatch(/^[\w ,:.]{10,120}$/);
    return;
  }
  expect(pages.length).toBe(count);
  for (const { path } of pages) {
    const { width, height } = await sharp(path).metadata();
    expect(width * height).toBeLessThanOrEqual(LIMITS.maxPixels);
    expect(Math.max(width, height)).toBeLessThanOrEqual(LIMITS.maxSidePixels);
  }
}

async function darkest(rendering: Rendering): Promise<number> {
  const { channels } = await sharp(rendering.pages[0]?.path).greyscale().stats();
  return channels[0]?.min ?? WHITE;
}

describe('What is refused says why', () => {
  test.each([
    ['encrypted-userpw-aes256', 'file-unsupported', 'the PDF needs a password: save it without one'],
    ['no-pages', 'pdf-broken', 'the PDF has no pages'],
    ['truncated', 'pdf-broken', 'the PDF is damaged or incomplete'],
    ['page-tree-cycle', 'pdf-broken', 'the PDF claims more pages than it can have'],
  ])('%s.pdf: %s', async (name, reason, detail) => {
    expect(await render(await fixture(name))).toMatchObject({
      failure: { reason, detail },
      pages: [],
      exitStatus: 0,
    });
  });

  test.each([
    ['for the holders of certificates', '/Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/R 4/Recipients[]'],
    ['in a way of its own', '/Filter/Mine/V 1/R 2/O(x)/U(x)/P -1'],
  ])('a PDF that is encrypted %s', async (_name, encryption) => {
    const pages = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>'];
    const document = pdfs.pdfOf(
      [...pages, '<</Type/Page/Parent 2 0 R>>'],
      `/Encrypt<<${encryption}>>/ID[(a)(a)]`,
    );
    expect((await render(document)).failure).toEqual({
      reason: 'file-unsupported',
      detail: 'the PDF is encrypted in a way that is not supported: save it unencrypted',
    });
  });

  test('a password that is empty is none', async () => {
    const rendering = await render(await fixture('encrypted-ownerpw-only'));
    expect(rendering).toMatchObject({ failure: undefined, count: 1 });
    expect(await darkest(rendering)).toBeLessThan(WHITE);
  });

  test('10,000 pages are refused on their count, before one is drawn', async () => {
    const rendering = await render(pdfs.manyPages(10_000));
    expect(rendering).toMatchObject({
      count: undefined,
      pages: [],
      failure: { reason: 'limit-exceeded', detail: 'it has 10000 pages, at most 500 are allowed' },
    });
  });

  test('as many pages as are allowed are drawn, one more is refused', async () => {
    const limits = { ...LIMITS, maxPages: 12 };
    expect((await render(pdfs.manyPages(12), { limits })).pages.length).toBe(12);
    expect((await render(pdfs.manyPages(13), { limits })).failure?.reason).toBe('limit-exceeded');
  });
});

describe('Page sizes', () => {
  test.each([
    ['huge-page-20000pt', 2000, 2000],
    ['thin-page-14400x1', 4000, 1],
    ['zero-mediabox', 612, 792],
  ])('%s.pdf: pixels are capped, its proportion is kept', async (name, width, height) => {
    for (const scale of [0.1, 1, 3]) {
      const rendering = await render(await fixture(name), { scale });
      await expectImagesOrReason(rendering);
      const [page] = rendering.pages;
      if (scale === 1) expect(page).toMatchObject({ width, height });
    }
  });

  test.each([
    ['missing', '', 612, 792],
    ['empty', '/MediaBox[100 100 100 100]', 612, 792],
    ['a text', '/MediaBox[(a) /b null [] ]', 612, 792],
    ['the wrong way round', '/MediaBox[200 300 0 0]', 200, 300],
    ['huge by its UserUnit', '/MediaBox[0 0 200 300]/UserUnit 1000000', 200, 300],
    ['below zero', '/MediaBox[-200 -300 0 0]', 200, 300],
    ['larger than the page by its crop', '/MediaBox[0 0 200 300]/CropBox[-900 -900 1e9 1e9]', 200, 300],
    ['turned beyond all numbers', '/MediaBox[0 0 200 300]/Rotate 99999999999999999999', 200, 300],
    ['turned back by a right angle', '/MediaBox[0 0 200 300]/Rotate -90', 300, 200],
    ['turned by an odd angle', '/MediaBox[0 0 200 300]/Rotate 37', 200, 300],
  ])('a page with a box that is %s has a size of its own', async (_name, page, width, height) => {
    const rendering = await render(pdfs.onePage(pdfs.BLACK_SQUARE, page));
    expect(rendering.pages).toMatchObject([{ width, height }]);
  });

  test('a crop outside the page is ignored, also where the size is that of all pages', async () => {
    const inherited = await render(
      pdfs.pdfOf([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 300]/CropBox[900 900 901 901]>>',
        '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>',
        { data: pdfs.BLACK_SQUARE },
      ]),
    );
    expect(inherited.pages).toMatchObject([{ width: 200, height: 300 }]);
    expect(inherited.pages[0]?.flaw).toBeUndefined();
    const page = '/MediaBox[0 0 200 300]/CropBox[900 900 901 901]';
    const rendering = await render(pdfs.onePage(pdfs.BLACK_SQUARE, page));
    expect(rendering.pages).toMatchObject([{ width: 200, height: 300 }]);
    expect(rendering.pages[0]?.flaw).toBeUndefined();
  });

  test.each(['1e30', '2147483648', '99999999999999999999999', '0.0000001', 'nan', '-1e9'])(
    'a page %s points wide is drawn within the limits, or refused',
    async (width) => {
      for (const scale of [1, 3]) {
        const page = `/MediaBox[0 0 ${width} 200]`;
        await expectImagesOrReason(await render(pdfs.onePage(pdfs.BLACK_SQUARE, page), { scale }));
      }
    },
  );
});

describe('Documents that explode end within their limits', () => {
  test.each<[string, Buffer]>([
    ['a page tree 5,000 levels deep', pdfs.deepPageTree(5000)],
    ['a gigabyte of operators in a megabyte', pdfs.onePage(pdfs.inflatingContent(1024))],
    ['a million states saved', pdfs.onePage('q '.repeat(1_000_000))],
    ['a million arrays in one another', pdfs.onePage('['.repeat(1_000_000))],
    ['a page that is a million dictionaries in one another', pdfs.onePage('', '/A<<'.repeat(1_000_000))],
    ['5,000 forms in one another', pdfs.formChain(5000)],
    ['a program for every pixel, 2,000 times', pdfs.slowShading()],
    ['25 transparent groups, each with two in it', pdfs.nestedTransparency(25)],
    ['a pattern of cells a hundredth of a point large', pdfs.finePattern()],
    ['an image of 60,000 × 60,000 pixels', pdfs.largeImage(60_000)],
  ])('%s', async (_name, document) => {
    await expectImagesOrReason(await render(document, { limits: SHORT }));
  });

  test.each(['form-xobject-explosion', 'image-bomb-30000px'])('%s.pdf', async (name) => {
    await expectImagesOrReason(await render(await fixture(name), { limits: SHORT }));
  });

  test('what takes longer than a page may is broken off in the middle', async () => {
    const { failure } = await render(pdfs.slowShading(), { limits: { ...LIMITS, pageTimeMs: 300 } });
    expect(failure).toEqual({
      reason: 'limit-exceeded',
      detail: 'page 1 of the PDF could not be drawn within 0.3 seconds',
    });
  });
});

describe('Loops in the structure end', () => {
  const pages = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>'];
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>';
  const content = { data: pdfs.BLACK_SQUARE };
  test.each<[string, Buffer]>([
    ['a table of objects before itself', pdfs.pdfOf([...pages, page, content], (at) => `/Prev ${at}`)],
    ['a second table that is itself', pdfs.pdfOf([...pages, page, content], (at) => `/XRefStm ${at}`)],
    ['a parent that is the page', pdfs.pdfOf([...pages, page.replace('2 0 R', '3 0 R'), content])],
    ['a reference to itself', pdfs.pdfOf([...pages, page, '4 0 R'])],
    ['a content that lists itself', pdfs.pdfOf([...pages, page, '[4 0 R 4 0 R]'])],
    ['a catalog that is the page tree', pdfs.pdfOf(['<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 5>>'])],
    [
      'a count that lies',
      pdfs.pdfOf([pages[0] ?? '', '<</Type/Pages/Kids[3 0 R]/Count 400>>', page, content]),
    ],
    [
      'a form that draws itself',
      pdfs.onePage('/X Do', '/Resources<</XObject<</X 5 0 R>>>>', [
        {
          entries: '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>',
          data: '/X Do /X Do',
        },
      ]),
    ],
  ])('%s', async (_name, document) => {
    await expectImagesOrReason(await render(document, { limits: SHORT }));
  });
});

test('scripts, launches and forms are not run; what they look like is drawn', async () => {
  const rendering = await render(pdfs.activeContent());
  expect(rendering).toMatchObject({ failure: undefined, count: 1, exitStatus: 0 });
  expect(await darkest(rendering)).toBe(0);
  const { data, info } = await sharp(rendering.pages[0]?.path).raw().toBuffer({ resolveWithObject: true });
  const at = (75 * info.width + 125) * info.channels;
  expect([...data.subarray(at, at + 3)]).toEqual([255, 0, 0]);
});

test('a document cut off anywhere gives images or a reason', async () => {
  const whole = await fixture('one-page');
  for (const share of [0.02, 0.3, 0.6, 0.9, 0.99])
    await expectImagesOrReason(
      await render(whole.subarray(0, Math.floor(whole.length * share)), { limits: SHORT }),
    );
});
