import type { ImageSize, OutputFormat, RenderOrder } from './protocol.ts';

/** Limits of the encoders. */
const MAX_SIDE_OF_FORMAT: Readonly<Record<OutputFormat, number>> = {
  png: 65_535,
  jpg: 65_535,
  jpeg: 65_535,
  webp: 16_383,
};
/** PDFium computes the bytes of a bitmap, four a pixel, in 32 bits. */
const MAX_PIXELS = 200_000_000;

/** In points, 1/72 inch. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** `scale` pixels a point, or fewer to stay within the limits. Keeps proportions; no side is shorter than one pixel. */
export function imageSizeOf(
  page: PageSize,
  { scale, outputFormat, limits }: Pick<RenderOrder, 'scale' | 'outputFormat' | 'limits'>,
): ImageSize {
  const maxSide = Math.min(limits.maxSidePixels, MAX_SIDE_OF_FORMAT[outputFormat]);
  const maxPixels = Math.min(limits.maxPixels, MAX_PIXELS);
  const longest = Math.max(page.width, page.height);
  const shrunk = Math.min(maxSide / longest, Math.sqrt(maxPixels / (page.width * page.height)));
  // Rounding down keeps a shrunk image within the limits.
  const [factor, round] = shrunk < scale ? [shrunk, Math.floor] : [scale, Math.round];
  const side = (points: number) => Math.min(maxSide, Math.max(1, round(points * factor)));
  return { width: side(page.width), height: side(page.height) };
}
