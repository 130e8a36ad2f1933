import { writeImage, writePreview } from './encode-page.ts';
import { ConversionFailure } from './failure.ts';
import { imageSizeOf } from './image-size.ts';
import type { Parent } from './parent.ts';
import { BYTES_A_PIXEL, type Drawing, PdfDocument } from './pdf-document.ts';
import type { Pdfium } from './pdfium-module.ts';
import type { RenderOrder } from './protocol.ts';

/**
 * Draws the next page while another core encodes one, which takes a third off the time.
 *
 * @throws {ConversionFailure}
 */
export async function renderPages(
  pdfium: Pdfium,
  path: string,
  order: RenderOrder,
  parent: Parent,
): Promise<void> {
  const { limits } = order;
  const document = new PdfDocument(pdfium, path, limits.pageTimeMs);
  const count = document.pageCount;
  if (count > limits.maxPages) {
    const detail = `it has ${count} pages, at most ${limits.maxPages} are allowed`;
    throw new ConversionFailure('limit-exceeded', detail);
  }
  parent.send({ event: 'pages', count });
  if (order.type === 'dynamic' && !order.preview) return;
  const canvases = [new Canvas(), new Canvas()] as const;
  let encoding = Promise.resolve();
  let isAnyUsable = false;
  for (let number = 1; number <= count; number++) {
    const drawing = draw(document, number, order, canvases[number % 2 === 0 ? 0 : 1]);
    isAnyUsable ||= drawing.flaw !== 'unusable';
    await encoding;
    await parent.roomForPage();
    encoding = encode(drawing, number, order, parent);
    encoding.catch(() => {});
    // Somebody waits for the first page.
    if (number === 1) await encoding;
  }
  await encoding;
  if (!isAnyUsable)
    throw new ConversionFailure('pdf-broken', 'no page of the PDF can be drawn: it is damaged');
}

/** Memory for pixels, reused for later pages. */
class Canvas {
  #memory = Buffer.alloc(0);

  of(bytes: number): Buffer {
    if (this.#memory.length < bytes) this.#memory = Buffer.allocUnsafeSlow(bytes);
    return this.#memory.subarray(0, bytes);
  }
}

function draw(document: PdfDocument, number: number, order: RenderOrder, canvas: Canvas): Drawing {
  return document.draw(number, (page) => {
    const { width, height } = imageSizeOf(page, order);
    return { width, height, pixels: canvas.of(width * height * BYTES_A_PIXEL) };
  });
}

async function encode(drawing: Drawing, number: number, order: RenderOrder, parent: Parent): Promise<void> {
  const { outputDir: dir, outputFormat: format, imageCompressionLevel: level } = order;
  const [path, previewPath] = await Promise.all([
    order.type === 'static' ? writeImage(drawing, { dir, name: `${number}`, format, level }) : undefined,
    order.preview ? writePreview(drawing, { dir, name: `preview-${number}` }) : undefined,
  ]);
  const { width, height, flaw } = drawing;
  parent.sendPage({ number, width, height, path, previewPath, flaw });
}
