import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ConversionFailure } from './failure.ts';
import type { PageSize } from './image-size.ts';
import { claimsTooManyPages } from './page-tree.ts';
import type { Pdfium } from './pdfium-module.ts';
import type { ImageSize } from './protocol.ts';
import { OutOfTime, withinTime } from './time-limit.ts';

const PASSWORD_ERROR = 4;
/** An encryption that PDFium does not support. */
const SECURITY_ERROR = 5;
const DRAW_ANNOTATIONS = 0x01;
const RED_FIRST = 0x10;
const FORMAT_BGRX = 3;
export const BYTES_A_PIXEL = 4;
const NO_FORM = 0;
const WHITE = 0xff_ff_ff_ff;

export interface Drawing extends ImageSize {
  /** Four bytes each (red, green, blue, unused), row by row. */
  readonly pixels: Buffer;
}

/** Scripts and actions of the PDF never run. Every call takes `timeMs` milliseconds at most. After a failure, call nothing more. */
export class PdfDocument {
  readonly #pdfium: Pdfium;
  readonly #handle: number;
  readonly #timeMs: number;
  /** 0 without a form. */
  readonly #form: number;
  readonly pageCount: number;
  /** Reused for every page. */
  #canvas = { pointer: 0, bytes: 0 };

  /** @throws {ConversionFailure} `pdf-broken`, `limit-exceeded`, or `file-unsupported` if it needs a password. */
  constructor(pdfium: Pdfium, path: string, timeMs: number) {
    this.#pdfium = pdfium;
    this.#timeMs = timeMs;
    [this.#handle, this.pageCount, this.#form] = this.#bounded('the PDF could not be opened', () => {
      const handle = pdfium.FPDF_LoadCustomDocument(fileAccess(pdfium, path), '');
      if (handle === 0) throw openingFailure(pdfium.FPDF_GetLastError());
      return [handle, pdfium.FPDF_GetPageCount(handle), formOf(pdfium, handle)];
    });
    if (this.pageCount < 1) throw new ConversionFailure('pdf-broken', 'the PDF has no pages');
    if (claimsTooManyPages(path))
      throw new ConversionFailure('pdf-broken', 'the PDF claims more pages than it can have');
  }

  /**
   * @param number from 1.
   * @param canvasOf returns the image's size and the memory for its pixels.
   */
  draw(number: number, canvasOf: (page: PageSize) => Drawing): Drawing {
    const pdfium = this.#pdfium;
    return this.#bounded(`page ${number} of the PDF could not be drawn`, () => {
      const page = pdfium.FPDF_LoadPage(this.#handle, number - 1);
      if (page === 0) throw new ConversionFailure('pdf-broken', `page ${number} of the PDF is damaged`);
      const drawing = canvasOf(this.#sizeOf(page, number));
      const { width, height, pixels } = drawing;
      const pointer = this.#canvasOf(pixels.length);
      const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, FORMAT_BGRX, pointer, width * BYTES_A_PIXEL);
      if (bitmap === 0) throw new Error('PDFium cannot create the bitmap.');
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      const flags = DRAW_ANNOTATIONS | RED_FIRST;
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
      if (this.#form !== 0) {
        pdfium.FPDF_FFLDraw(this.#form, bitmap, page, 0, 0, width, height, 0, flags);
        pdfium.FORM_OnBeforeClosePage(page, this.#form);
      }
      pixels.set(pdfium.pdfium.HEAPU8.subarray(pointer, pointer + pixels.length));
      pdfium.FPDFBitmap_Destroy(bitmap);
      pdfium.FPDF_ClosePage(page);
      return drawing;
    });
  }

  /** The size as shown: cropped and rotated. */
  #sizeOf(page: number, number: number): PageSize {
    const width = this.#pdfium.FPDF_GetPageWidthF(page);
    const height = this.#pdfium.FPDF_GetPageHeightF(page);
    if (width > 0 && height > 0 && Number.isFinite(width * height)) return { width, height };
    throw new ConversionFailure('pdf-broken', `page ${number} of the PDF has no usable size`);
  }

  #canvasOf(bytes: number): number {
    if (bytes <= this.#canvas.bytes) return this.#canvas.pointer;
    const { malloc, free } = this.#pdfium.pdfium.wasmExports;
    free(this.#canvas.pointer);
    const pointer = malloc(bytes);
    if (pointer === 0) throw new Error('PDFium is out of memory.');
    this.#canvas = { pointer, bytes };
    return pointer;
  }

  /** PDFium's errors are the document's fault. */
  #bounded<T>(fault: string, work: () => T): T {
    try {
      const result = withinTime(this.#timeMs, work);
      if (!this.#pdfium.isOutOfMemory()) return result;
    } catch (cause) {
      if (cause instanceof ConversionFailure) throw cause;
      if (cause instanceof OutOfTime)
        throw new ConversionFailure('limit-exceeded', `${fault} within ${this.#timeMs} ms`);
      if (!this.#pdfium.isOutOfMemory())
        throw new ConversionFailure('pdf-broken', `${fault}: it is damaged`, { cause });
    }
    throw new ConversionFailure('limit-exceeded', `${fault}: it takes more memory than allowed`);
  }
}

/** PDFium needs it to draw form fields. This build has no JavaScript engine, and nothing calls the actions of a document or page. */
function formOf(pdfium: Pdfium, document: number): number {
  if (pdfium.FPDF_GetFormType(document) === NO_FORM) return 0;
  return pdfium.PDFiumExt_InitFormFillEnvironment(document, pdfium.PDFiumExt_OpenFormFillInfo());
}

/** PDFium reads the file on demand: it is never in memory as a whole. */
function fileAccess(pdfium: Pdfium, path: string): number {
  const file = openSync(path, 'r');
  process.once('exit', () => closeSync(file));
  const { size } = fstatSync(file);
  const read = (_param: number, position: number, target: number, bytes: number) => {
    const into = pdfium.pdfium.HEAPU8.subarray(target >>> 0, (target >>> 0) + (bytes >>> 0));
    return readSync(file, into, 0, into.length, position >>> 0) === into.length ? 1 : 0;
  };
  const access = pdfium.pdfium.wasmExports.malloc(12);
  pdfium.pdfium.HEAPU32.set([size, pdfium.pdfium.addFunction(read, 'iiiii'), 0], access / 4);
  return access;
}

function openingFailure(error: number): ConversionFailure {
  if (error === PASSWORD_ERROR)
    return new ConversionFailure('file-unsupported', 'the PDF needs a password: save it without one');
  if (error === SECURITY_ERROR) {
    const detail = 'the PDF is encrypted in a way that is not supported: save it unencrypted';
    return new ConversionFailure('file-unsupported', detail);
  }
  return new ConversionFailure('pdf-broken', 'the PDF is damaged or incomplete');
}
