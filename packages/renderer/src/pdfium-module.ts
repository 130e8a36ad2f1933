import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** What Emscripten adds to PDFium’s own functions; the package’s types leave it out. */
interface Memory {
  /** Anew after every call: growing replaces it. */
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  /** Makes a function that PDFium can call. @param signature a letter for the result and each argument: `i` or `v`. */
  addFunction(call: (...args: number[]) => number | undefined, signature: string): number;
}

export type Pdfium = Omit<WrappedPdfiumModule, 'pdfium'> & {
  readonly pdfium: Memory;
  /** Whether it has been refused memory. It may have gone on without, and left out a picture. */
  readonly isOutOfMemory: () => boolean;
};
