import type { ImageSize, OutputFormat } from './order.ts';
import type { RenderLimits } from './protocol.ts';

/** Beyond these the encoders refuse. */
const MAX_SIDE_OF_FORMAT: Readonly<Record<OutputFormat, number>> = {
  png: 65_535,
  jpg: 65_535,
  jpeg: 65_535,
  webp: 16_383,
};
/** PDFium computes a bitmap’s bytes, four a pixel, in 32 bits: far below where that wraps, whatever the limits say. */
const MAX_PIXELS = 200_000_000;

/** A page’s size in points, 1/72 inch. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * How large a page’s image becomes: `scale` pixels for each point, or fewer where a limit says so. The proportion is kept; no side is
 * shorter than one pixel.
 */
export function imageSizeOf(
  page: PageSize,
  order: { scale: number; outputFormat: OutputFormat; limits: RenderLimits },
): ImageSize {
  const { scale, outputFormat, limits } = order;
  const maxSide = Math.min(limits.maxSidePixels, MAX_SIDE_OF_FORMAT[outputFormat]);
  const maxPixels = Math.min(limits.maxPixels, MAX_PIXELS);
  const longest = Math.max(page.width, page.height);
  const shrunk = Math.min(maxSide / longest, Math.sqrt(maxPixels / (page.width * page.height)));
  // Rounding down keeps a shrunk image within the limit; else to the nearest, as other renderers do.
  const [factor, round] = shrunk < scale ? [shrunk, Math.floor] : [scale, Math.round];
  const side = (points: number) => Math.min(maxSide, Math.max(1, round(points * factor)));
  return { width: side(page.width), height: side(page.height) };
}
