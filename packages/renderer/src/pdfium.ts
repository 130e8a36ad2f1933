import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { init } from '@embedpdf/pdfium';
import { Fonts } from './fonts.ts';
import type { Pdfium } from './pdfium-module.ts';

/** The largest page takes 160 MB, a few times that with transparency, a scanned poster half a gigabyte. What needs more is a bomb. */
const MAX_MEMORY_BYTES = 1.5 * 1024 ** 3;

/** TypeScript declares it only together with the DOM. */
interface WebAssemblyEngine {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(compiled: object, imports: Imports): Promise<object>;
}
type Imports = Record<string, Record<string, unknown>>;
const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyEngine };

/** Takes about 60 ms. */
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
    // Warnings quote the document.
    print: () => {},
    printErr: () => {},
  };
  const module = (await init(overrides)) as unknown as Omit<Pdfium, 'isOutOfMemory' | 'fonts'>;
  const fonts = new Fonts();
  const pdfium = { ...module, fonts, isOutOfMemory: () => isOutOfMemory };
  pdfium.FPDF_InitLibrary();
  fonts.provideTo(pdfium);
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
