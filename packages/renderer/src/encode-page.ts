import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { BYTES_A_PIXEL, type Drawing } from './pdf-document.ts';
import type { OutputFormat } from './protocol.ts';

/** By `imageCompressionLevel`, 0 to 4. PNG is always lossless: its level trades time for size. */
const PNG_LEVELS = [1, 2, 3, 5, 7];
const JPEG_QUALITIES = [92, 85, 78, 70, 60];
const WEBP_QUALITIES = [92, 85, 78, 70, 60];
/** Longest side of a preview, in pixels. */
const PREVIEW_SIDE = 320;

// No page repeats, and two of these processes fill two cores.
sharp.cache(false);
sharp.concurrency(1);

/** Returns the path of the image. */
export function writeImage(
  drawing: Drawing,
  to: { dir: string; name: string; format: OutputFormat; level: number },
): Promise<string> {
  return write(encoded(opaque(drawing), to.format, to.level), to.dir, to.name, to.format);
}

/** Returns the path of a small PNG. */
export function writePreview(drawing: Drawing, to: { dir: string; name: string }): Promise<string> {
  const small = opaque(drawing).resize(PREVIEW_SIDE, PREVIEW_SIDE, { fit: 'inside' });
  return write(encoded(small, 'png', 0), to.dir, to.name, 'png');
}

function opaque({ width, height, pixels }: Drawing): Sharp {
  return sharp(pixels, { raw: { width, height, channels: BYTES_A_PIXEL } }).removeAlpha();
}

function encoded(image: Sharp, format: OutputFormat, level: number): Sharp {
  switch (format) {
    case 'png':
      return image.png({ compressionLevel: PNG_LEVELS[level] ?? 1, adaptiveFiltering: false });
    case 'webp':
      return image.webp({ quality: WEBP_QUALITIES[level] ?? 92, effort: 2 });
    default:
      return image.jpeg({ quality: JPEG_QUALITIES[level] ?? 92 });
  }
}

/** A file is complete once it has its name. */
async function write(image: Sharp, dir: string, name: string, ending: string): Promise<string> {
  const unfinished = join(dir, `${name}.tmp`);
  const path = join(dir, `${name}.${ending}`);
  await image.toFile(unfinished);
  await rename(unfinished, path);
  return path;
}
