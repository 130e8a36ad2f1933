import sharp from 'sharp';
import { between, type Random } from './conversion-random.ts';

const CHANNELS = 3;

/** A4 at 300 dpi. */
const SCAN = { width: 2480, height: 3508 };
const SCAN_MARGIN = 240;
const LINE_HEIGHT = 62;
const GLYPH_HEIGHT = 30;

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** Looks like a scanned page of text: grained, yellowish paper and uneven ink. */
export async function scanJpeg(random: Random): Promise<Buffer> {
  const page: Pixels = { ...SCAN, data: Buffer.allocUnsafe(SCAN.width * SCAN.height * CHANNELS) };
  for (let at = 0; at < page.data.length; at += CHANNELS) {
    const grain = 236 + random() * 14;
    page.data[at] = grain;
    page.data[at + 1] = grain - 3;
    page.data[at + 2] = grain - 12;
  }
  for (let y = SCAN_MARGIN; y < SCAN.height - SCAN_MARGIN; y += LINE_HEIGHT) writeLine(page, y, random);
  return jpeg(page, 85);
}

/** Writes glyphs of three or four strokes each, with gaps between words. */
function writeLine(page: Pixels, y: number, random: Random): void {
  let x = SCAN_MARGIN;
  while (x < SCAN.width - SCAN_MARGIN) {
    for (let letter = between(random, 2, 9); letter > 0 && x < SCAN.width - SCAN_MARGIN; letter--) {
      const width = between(random, 12, 22);
      ink(page, { x, y, width: 4, height: GLYPH_HEIGHT }, random);
      ink(page, { x, y: y + between(random, 0, GLYPH_HEIGHT - 4), width, height: 4 }, random);
      if (random() < 0.6)
        ink(page, { x: x + width - 4, y: y + 8, width: 4, height: GLYPH_HEIGHT - 8 }, random);
      if (random() < 0.4) ink(page, { x, y: y + GLYPH_HEIGHT - 4, width, height: 4 }, random);
      x += width + 6;
    }
    x += 20;
  }
}

function ink(
  { width, data }: Pixels,
  stroke: { x: number; y: number; width: number; height: number },
  random: Random,
): void {
  for (let y = stroke.y; y < stroke.y + stroke.height; y++) {
    const from = (y * width + stroke.x) * CHANNELS;
    for (let at = from; at < from + stroke.width * CHANNELS; at++) data[at] = 25 + random() * 45;
  }
}

/** Soft shapes of many colours under sensor noise: as hard for JPEG as a photograph. */
export async function photoJpeg(width: number, height: number, random: Random): Promise<Buffer> {
  const data = Buffer.allocUnsafe(width * height * CHANNELS);
  const waves = (side: number) =>
    Array.from({ length: CHANNELS }, () => {
      const [slow, fast] = [random() / 200, random() / 30];
      return Float64Array.from(
        { length: side },
        (_, at) => 40 * Math.sin(at * slow) + 20 * Math.sin(at * fast),
      );
    });
  const [columns, rows] = [waves(width), waves(height)];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        const light = 120 + (columns[channel]?.[x] ?? 0) + (rows[channel]?.[y] ?? 0) + random() * 16;
        data[at++] = Math.max(0, Math.min(255, light));
      }
    }
  }
  return jpeg({ width, height, data }, 88);
}

function jpeg({ width, height, data }: Pixels, quality: number): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: CHANNELS } })
    .jpeg({ quality })
    .toBuffer();
}
