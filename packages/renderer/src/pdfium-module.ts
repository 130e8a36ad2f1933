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

export type Pdfium = Omit<WrappedPdfiumModule, 'pdfium'> & {
  readonly pdfium: Memory;
  /** Whether it was refused memory. It may have gone on without an image. */
  readonly isOutOfMemory: () => boolean;
};
