import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { init } from '@embedpdf/pdfium';
import { provideCjkFonts } from './cjk-fonts.ts';
import type { Pdfium } from './pdfium-module.ts';

/**
 * Most memory PDFium may have, in bytes: a page of the largest size takes 160 MB, with transparency a few times that, and a poster's scan
 * half a gigabyte. What wants more is a bomb, and several of these processes run side by side.
 */
const MAX_MEMORY_BYTES = 1.5 * 1024 ** 3;

/** As much of the engine's WebAssembly as is used: TypeScript knows it only together with a browser's document. */
interface WebAssemblyEngine {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(compiled: object, imports: Imports): Promise<object>;
}
type Imports = Record<string, Record<string, unknown>>;
const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyEngine };

/** Loads PDFium: some 60 ms, in part beside whatever else is loaded. */
export async function loadPdfium(): Promise<Pdfium> {
  const bytes = await readFile(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  const compiled = await WebAssembly.compile(bytes);
  let isOutOfMemory = false;
  const overrides = {
    instantiateWasm: (imports: Imports, receive: (instance: object) => void) => {
      limitMemory(imports, () => {
        isOutOfMemory = true;
      });
      WebAssembly.instantiate(compiled, imports).then(receive, () => process.exit(1));
      return {};
    },
    // Its warnings quote the document.
    print: () => {},
    printErr: () => {},
  };
  const module = (await init(overrides)) as unknown as Omit<Pdfium, 'isOutOfMemory'>;
  const pdfium = { ...module, isOutOfMemory: () => isOutOfMemory };
  pdfium.FPDF_InitLibrary();
  provideCjkFonts(pdfium);
  return pdfium;
}

function limitMemory(imports: Imports, onRefusal: () => void): void {
  const env = imports.env as { emscripten_resize_heap: (bytes: number) => boolean };
  const grow = env.emscripten_resize_heap;
  env.emscripten_resize_heap = (bytes) => {
    if (bytes >>> 0 <= MAX_MEMORY_BYTES && grow(bytes)) return true;
    onRefusal();
    return false;
  };
}
