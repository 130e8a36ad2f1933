import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OUTPUT_FORMATS } from '@boardgate/renderer';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readDocument, referencePath } from './support/fixtures.ts';
import { missingFont } from './support/pdf-documents.ts';
import { render } from './support/renderer-process.ts';

const document = (name: string) => readDocument(`${name}.pdf`);

/**
 * How far an image is from another renderer's of the same page, made as small: the mean difference of a pixel, and that of the worst of 8 × 8
 * regions; 255 is black for white. Two renderers place and smooth glyphs differently, which a few units allow for.
 */
async function difference(image: string, from: string): Promise<{ mean: number; worst: number }> {
  const original = await sharp(from).metadata();
  const [width, height] = [Math.round(original.width / 2), Math.round(original.height / 2)];
  const pixels = (path: string) =>
    sharp(path).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer();
  const [ours, theirs] = [await pixels(image), await pixels(from)];
  const sums = new Float64Array(64);
  for (let at = 0; at < ours.length; at++) {
    const row = Math.floor((Math.floor(at / width) * 8) / height);
    const region = row * 8 + Math.floor(((at % width) * 8) / width);
    sums[region] = (sums[region] ?? 0) + Math.abs((ours[at] ?? 0) - (theirs[at] ?? 0));
  }
  const total = sums.reduce((sum, part) => sum + part, 0);
  return { mean: total / ours.length, worst: (Math.max(...sums) * 64) / ours.length };
}
const CLOSE = { mean: 5, worst: 22 };

async function expectClose(image: string, name: string): Promise<void> {
  const found = await difference(image, referencePath(name));
  expect([name, found.mean <= CLOSE.mean && found.worst <= CLOSE.worst, found]).toEqual([name, true, found]);
}

describe('Pages are drawn as another renderer draws them', () => {
  test.each([
    { name: 'one-page', count: 1, compared: [1] },
    { name: 'encrypted-ownerpw-only', count: 1, compared: [1] },
    { name: 'thirty-pages', count: 30, compared: [1, 2, 30] },
    { name: 'scanned-8p', count: 8, compared: [1, 2] },
    { name: 'mixed-sizes-rotation', count: 6, compared: [1, 2, 3, 4, 5, 6] },
  ])('$name: $count pages, in order, none missing', async ({ name, count, compared }) => {
    const rendering = await render(await document(name));
    expect(rendering).toMatchObject({ kind: 'pdf', count, failure: undefined, exitStatus: 0 });
    expect(rendering.pages.map(({ number }) => number)).toEqual(
      Array.from({ length: count }, (_, at) => at + 1),
    );
    for (const number of compared)
      await expectClose(join(rendering.outputDir, `${number}.png`), `${name}-${number}`);
  });

  test('the comparison notices another page, and the same page upside down', async () => {
    const { outputDir } = await render(await document('mixed-sizes-rotation'));
    const upright = join(outputDir, '4.png');
    const turned = join(outputDir, 'turned.png');
    await sharp(upright).rotate(180).toFile(turned);
    expect((await difference(turned, referencePath('mixed-sizes-rotation-4'))).worst).toBeGreaterThan(
      CLOSE.worst,
    );
    expect((await difference(upright, referencePath('mixed-sizes-rotation-6'))).worst).toBeGreaterThan(
      CLOSE.worst,
    );
  });

  test('every page has its own size and orientation, cropped, at the scale asked for', async () => {
    const { pages } = await render(await document('mixed-sizes-rotation'), { scale: 2 });
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [1224, 1584],
      [1684, 1190],
      [1584, 1224],
      [400, 400],
      [1190, 1684],
      [600, 600],
    ]);
    for (const { path, width, height } of pages)
      expect(await sharp(path).metadata()).toMatchObject({ format: 'png', width, height, channels: 3 });
  });
});

describe('Images', () => {
  test.each(OUTPUT_FORMATS)(
    '%s is written under its own ending, smaller at level 4 than at level 0',
    async (format) => {
      const sizes: number[] = [];
      for (const imageCompressionLevel of [0, 4]) {
        const { pages } = await render(await document('one-page'), {
          outputFormat: format,
          imageCompressionLevel,
        });
        const path = pages[0]?.path ?? '';
        expect(path.endsWith(`/1.${format}`)).toBe(true);
        expect((await sharp(path).metadata()).format).toBe(format === 'jpg' ? 'jpeg' : format);
        await expectClose(path, 'one-page-1');
        sizes.push((await stat(path)).size);
      }
      expect(sizes[1]).toBeLessThan(sizes[0] ?? 0);
    },
  );

  test('a preview is a PNG whose longest side is 320 pixels', async () => {
    const { pages } = await render(await document('mixed-sizes-rotation'), {
      preview: true,
      outputFormat: 'webp',
    });
    for (const { previewPath, number } of pages) {
      const { format, width, height } = await sharp(previewPath).metadata();
      expect([number, format, Math.max(width, height)]).toEqual([number, 'png', 320]);
    }
  });
});

describe('A font that is not in the document', () => {
  test.each([
    { font: { name: 'STSong-Light', ordering: 'GB1', encoding: 'UniGB-UCS2-H' }, text: '白板服务' },
    { font: { name: 'MSung-Light', ordering: 'CNS1', encoding: 'UniCNS-UCS2-H' }, text: '白板服務' },
    { font: { name: 'HeiseiMin-W3', ordering: 'Japan1', encoding: 'UniJIS-UCS2-H' }, text: '会議の板' },
    { font: { name: 'HYSMyeongJo-Medium', ordering: 'Korea1', encoding: 'UniKS-UCS2-H' }, text: '칠판서버' },
  ])('$font.name: its text is on the page', async ({ font, text }) => {
    const { pages, failure } = await render(missingFont(font, text));
    expect(failure).toBeUndefined();
    const { data, info } = await sharp(pages[0]?.path)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // Each of the four characters has ink in its own 40 points.
    for (let place = 0; place < 4; place++) {
      let ink = 0;
      for (let y = 60; y < 140; y++)
        for (let x = 20 + place * 40; x < 60 + place * 40; x++)
          if ((data[y * info.width + x] ?? 255) < 128) ink++;
      expect([text[place], ink > 100]).toEqual([text[place], true]);
    }
  });
});
