import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** From Emscripten. The package's types lack it. */
interface Memory {
  /** Read it after every call: growing memory replaces it. */
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  /** Makes a function callable by PDFium. @param signature a letter for the result and each argument: `i` or `v`. */
  addFunction(call: (...args: number[]) => number | undefined, signature: string): number;
}

/** Fonts for text without embedded ones. */
export interface FallbackFonts {
  /** Whether any text has a font that is not embedded. */
  readonly isAnyMissing: boolean;
  /**
   * Whether PDFium is drawing. It asks for the fonts of a page while it reads the page, and gets its own for Latin text, which look like those
   * that the document names. While it draws, it asks for what these lack.
   */
  isDrawing: boolean;
  /** Whether text with this character is drawn, in whatever font. */
  readonly has: (character: number) => boolean;
}

export type Pdfium = Omit<WrappedPdfiumModule, 'pdfium'> & {
  readonly pdfium: Memory;
  /** Whether it was refused memory. It may have gone on without an image. */
  readonly isOutOfMemory: () => boolean;
  readonly fonts: FallbackFonts;
};
