import { OUTPUT_FORMATS } from '@boardgate/renderer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageSizeOf } from '../src/image-size.ts';
import { LIMITS } from './support/renderer-process.ts';

const order = {
  scale: 1,
  outputFormat: 'png',
  limits: { ...LIMITS, maxPixels: 40e6, maxSidePixels: 16_000 },
} as const;

test('no page makes an image beyond the limits, or one whose bytes wrap in 32 bits, and no side vanishes', () => {
  const points = fc.double({ min: 1e-9, max: 3e38, noNaN: true });
  const limits = fc.record({
    maxPixels: fc.integer({ min: 1, max: 2 ** 40 }),
    maxSidePixels: fc.integer({ min: 1, max: 2 ** 31 }),
  });
  const scale = fc.double({ min: 0.1, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      points,
      points,
      scale,
      limits,
      fc.constantFrom(...OUTPUT_FORMATS),
      (width, height, by, most, outputFormat) => {
        const size = imageSizeOf(
          { width, height },
          { scale: by, outputFormat, limits: { ...LIMITS, ...most } },
        );
        for (const side of [size.width, size.height]) {
          expect(Number.isInteger(side) && side >= 1).toBe(true);
          expect(side).toBeLessThanOrEqual(
            Math.min(most.maxSidePixels, outputFormat === 'webp' ? 16_383 : 65_535),
          );
        }
        // A side of one pixel is not shortened further.
        if (Math.min(size.width, size.height) > 1)
          expect(size.width * size.height).toBeLessThanOrEqual(most.maxPixels);
        expect(size.width * size.height * 4).toBeLessThan(2 ** 31);
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  [612, 792, 1.2, 734, 950],
  [10_923, 10_923, 3, 6324, 6324],
  [20_000, 10_000, 1, 8944, 4472],
  [14_400, 1, 1.2, 16_000, 1],
])('%d × %d points at scale %d are %d × %d pixels', (width, height, scale, wide, high) => {
  expect(imageSizeOf({ width, height }, { ...order, scale })).toEqual({ width: wide, height: high });
});
