import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ConversionFailure } from './failure.ts';
import type { PageSize } from './image-size.ts';
import { beginningOfText, lacksText } from './page-text.ts';
import { claimsTooManyPages } from './page-tree.ts';
import type { Pdfium } from './pdfium-module.ts';
import type { ImageSize, PageFlaw } from './protocol.ts';
import { OutOfTime, withinTime } from './time-limit.ts';

const PASSWORD_ERROR = 4;
/** An encryption that PDFium does not support. */
const SECURITY_ERROR = 5;
const DRAW_ANNOTATIONS = 0x01;
const RED_FIRST = 0x10;
const FORMAT_BGRX = 3;
export const BYTES_A_PIXEL = 4;
const NO_FORM = 0;
/** A form whose pages a program has to make up, and one that lies over its pages. */
const XFA_FORM = 2;
const XFA_OVER_PAGES = 3;
const WAIT = 'Please wait';
const WHITE = 0xff_ff_ff_ff;

export interface Drawing extends ImageSize {
  /** Four bytes each (red, green, blue, unused), row by row. */
  readonly pixels: Buffer;
  readonly flaw?: PageFlaw | undefined;
}

/** Beyond the edges of any page, in points. */
const FAR = 1e7;

/** A4, in points. */
const USUAL_SIZE: PageSize = { width: 595, height: 842 };

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
    if (this.#bounded('the PDF could not be opened', () => this.#isXfa())) {
      const detail = 'the PDF is an XFA form, which only Adobe’s programs show: print it to a new PDF there';
      throw new ConversionFailure('file-unsupported', detail);
    }
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
      const [page, size] = this.#load(number);
      if (page === 0) return blank(canvasOf(size));
      const { width, height, pixels } = canvasOf(size);
      const pointer = this.#canvasOf(pixels.length);
      const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, FORMAT_BGRX, pointer, width * BYTES_A_PIXEL);
      if (bitmap === 0) throw new Error('PDFium cannot create the bitmap.');
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      const flags = DRAW_ANNOTATIONS | RED_FIRST;
      pdfium.fonts.isDrawing = true;
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
      pdfium.fonts.isDrawing = false;
      if (this.#form !== 0) {
        pdfium.FPDF_FFLDraw(this.#form, bitmap, page, 0, 0, width, height, 0, flags);
        pdfium.FORM_OnBeforeClosePage(page, this.#form);
      }
      pixels.set(pdfium.pdfium.HEAPU8.subarray(pointer, pointer + pixels.length));
      pdfium.FPDFBitmap_Destroy(bitmap);
      const flaw = lacksText(pdfium, page) ? 'text-missing' : undefined;
      pdfium.FPDF_ClosePage(page);
      return { width, height, pixels, flaw };
    });
  }

  /** A page with its size; 0 and a usual size if the page cannot be used. */
  #load(number: number): [page: number, size: PageSize] {
    const pdfium = this.#pdfium;
    const page = pdfium.FPDF_LoadPage(this.#handle, number - 1);
    if (page === 0) return [0, USUAL_SIZE];
    const size = this.#sizeOf(page);
    if (size !== undefined) return [page, size];
    // A crop outside the page. PDFium cuts a crop to the page, also where the page has its size from above.
    pdfium.FPDFPage_SetCropBox(page, -FAR, -FAR, FAR, FAR);
    pdfium.FPDF_ClosePage(page);
    const again = pdfium.FPDF_LoadPage(this.#handle, number - 1);
    const mended = again === 0 ? undefined : this.#sizeOf(again);
    if (mended !== undefined) return [again, mended];
    if (again !== 0) pdfium.FPDF_ClosePage(again);
    return [0, USUAL_SIZE];
  }

  /** The size as shown: cropped and rotated. */
  #sizeOf(page: number): PageSize | undefined {
    const width = this.#pdfium.FPDF_GetPageWidthF(page);
    const height = this.#pdfium.FPDF_GetPageHeightF(page);
    return width > 0 && height > 0 && Number.isFinite(width * height) ? { width, height } : undefined;
  }

  /** Whether its one page only asks to wait for a program that makes up the form's real pages. */
  #isXfa(): boolean {
    const pdfium = this.#pdfium;
    const form = pdfium.FPDF_GetFormType(this.#handle);
    if (this.pageCount > 1 || (form !== XFA_FORM && form !== XFA_OVER_PAGES)) return false;
    const page = pdfium.FPDF_LoadPage(this.#handle, 0);
    if (page === 0) return form === XFA_FORM;
    const text = beginningOfText(pdfium, page);
    pdfium.FPDF_ClosePage(page);
    return form === XFA_FORM || text.includes(WAIT);
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
        throw new ConversionFailure('limit-exceeded', `${fault} within ${this.#timeMs / 1000} seconds`);
      if (!this.#pdfium.isOutOfMemory())
        throw new ConversionFailure('pdf-broken', `${fault}: it is damaged`, { cause });
    }
    throw new ConversionFailure('limit-exceeded', `${fault}: it takes more memory than allowed`);
  }
}

function blank(drawing: Drawing): Drawing {
  drawing.pixels.fill(0xff);
  return { ...drawing, flaw: 'unusable' };
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
