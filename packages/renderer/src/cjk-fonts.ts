import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Pdfium } from './pdfium-module.ts';

/** By character set, which PDFium numbers as Windows does. */
const FONTS: ReadonlyMap<number, { readonly folder: string; readonly name: string }> = new Map([
  [128, { folder: '@embedpdf/fonts-jp', name: 'NotoSansJP' }],
  [129, { folder: '@embedpdf/fonts-kr', name: 'NotoSansKR' }],
  [134, { folder: '@embedpdf/fonts-sc', name: 'NotoSansHans' }],
  [136, { folder: '@embedpdf/fonts-tc', name: 'NotoSansHant' }],
]);
const BOLD_FROM_WEIGHT = 600;
/** Of `FPDF_SYSFONTINFO`. */
const VERSION = 1;

interface Font {
  readonly faceName: string;
  readonly charset: number;
  readonly path: string;
}

/**
 * Gives PDFium fonts for Chinese, Japanese and Korean text without embedded ones, which it would silently leave out. They are read on
 * demand: 5 to 9 MB each.
 */
export function provideCjkFonts(pdfium: Pdfium): void {
  const { addFunction, wasmExports } = pdfium.pdfium;
  // A font's handle is its index plus 1.
  const fonts: Font[] = [];

  /** Returns 0 for no font. */
  const mapFont = (_self: number, weight = 0, _italic = 0, charset = 0): number => {
    const font = fontFor(charset, weight);
    if (font === undefined) return 0;
    const known = fonts.findIndex(({ path }) => path === font.path);
    return known === -1 ? fonts.push(font) : known + 1;
  };
  /** Provides table 0, the whole file. Called first for the size, then for the bytes. */
  const getFontData = (_self: number, handle = 0, table = 0, target = 0, room = 0): number => {
    const font = fonts[handle - 1];
    if (font === undefined || table !== 0) return 0;
    const { size } = statSync(font.path);
    if (room < size) return size;
    return readInto(pdfium.pdfium.HEAPU8.subarray(target, target + size), font.path);
  };
  const getFaceName = (_self: number, handle = 0, target = 0, room = 0): number => {
    const name = Buffer.from(`${fonts[handle - 1]?.faceName ?? ''}\0`);
    if (room >= name.length) pdfium.pdfium.HEAPU8.set(name, target);
    return name.length;
  };

  const callbacks = [
    addFunction(() => undefined, 'vi'), // Release
    addFunction(() => undefined, 'vii'), // EnumFonts
    addFunction(mapFont, 'iiiiiiii'),
    addFunction(() => 0, 'iii'), // GetFont, by name
    addFunction(getFontData, 'iiiiii'),
    addFunction(getFaceName, 'iiiii'),
    addFunction((_self, handle = 0) => fonts[handle - 1]?.charset ?? 0, 'iii'), // GetFontCharset
    addFunction(() => undefined, 'vii'), // DeleteFont
  ];
  const info = wasmExports.malloc((callbacks.length + 1) * 4);
  pdfium.pdfium.HEAPU32.set([VERSION, ...callbacks], info / 4);
  pdfium.FPDF_SetSystemFontInfo(info);
}

function fontFor(charset: number, weight: number): Font | undefined {
  const font = FONTS.get(charset);
  if (font === undefined) return undefined;
  const faceName = `${font.name}-${weight >= BOLD_FROM_WEIGHT ? 'Bold' : 'Regular'}`;
  const path = fileURLToPath(new URL(`../fonts/${faceName}.otf`, import.meta.resolve(font.folder)));
  return { faceName, charset, path };
}

function readInto(target: Uint8Array, path: string): number {
  const file = openSync(path, 'r');
  try {
    return readSync(file, target, 0, target.length, 0);
  } finally {
    closeSync(file);
  }
}
