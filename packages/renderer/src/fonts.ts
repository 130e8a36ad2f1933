import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCjkFonts } from './cjk-fonts.ts';
import { mergeFonts } from './merged-font.ts';
import type { FallbackFonts, Pdfium } from './pdfium-module.ts';

/** By character set, which PDFium numbers as Windows does. */
const CJK_NAMES: ReadonlyMap<number, string> = new Map([
  [128, 'NotoSansJP'],
  [129, 'NotoSansKR'],
  [134, 'NotoSansHans'],
  [136, 'NotoSansHant'],
]);
const ANSI = 0;
/** Greek, Turkish, Vietnamese, Hebrew, Arabic, Baltic, Cyrillic, Thai and Central European. */
const OTHERS: ReadonlySet<number> = new Set([161, 162, 163, 177, 178, 186, 204, 222, 238]);
/** Latin, Greek, Cyrillic and Devanagari first, which has most. */
const SCRIPTS = {
  Regular: [
    ['@embedpdf/fonts-latin', '../fonts/NotoSans-Regular.ttf'],
    ['@embedpdf/fonts-hebrew', '../fonts/NotoSansHebrew-Regular.ttf'],
    ['@embedpdf/fonts-arabic', '../fonts/NotoNaskhArabic-Regular.ttf'],
    ['@expo-google-fonts/noto-sans-thai', './400Regular/NotoSansThai_400Regular.ttf'],
  ],
  Bold: [
    ['@embedpdf/fonts-latin', '../fonts/NotoSans-Bold.ttf'],
    ['@embedpdf/fonts-hebrew', '../fonts/NotoSansHebrew-Bold.ttf'],
    ['@embedpdf/fonts-arabic', '../fonts/NotoNaskhArabic-Bold.ttf'],
    ['@expo-google-fonts/noto-sans-thai', './700Bold/NotoSansThai_700Bold.ttf'],
  ],
} as const;
const BOLD_FROM_WEIGHT = 600;
/** Of `FPDF_SYSFONTINFO`. */
const VERSION = 1;

interface Font {
  readonly faceName: string;
  readonly charset: number;
  readonly read: () => Buffer;
}

/**
 * Gives PDFium fonts for text without embedded ones. PDFium itself has only those for Latin-1, and silently leaves out what they lack. Fonts
 * are read on demand.
 */
export class Fonts implements FallbackFonts {
  readonly #fonts: Font[] = [];
  readonly #cjkFonts = findCjkFonts();
  readonly #bytes = new Map<string, Buffer>();
  #characters: ReadonlySet<number> | undefined;
  isAnyMissing = false;
  isDrawing = false;

  // The fonts for Chinese, Japanese and Korean have nearly all characters there are.
  has(character: number): boolean {
    this.#characters ??= this.#merge('Regular').characters;
    return this.#characters.has(character) || (this.#cjkFonts !== undefined && isCjk(character));
  }

  /** To be called once, before any document is opened. */
  provideTo({ pdfium, FPDF_SetSystemFontInfo }: Omit<Pdfium, 'fonts'>): void {
    const { addFunction, wasmExports } = pdfium;
    // A font's handle is its index plus 1.
    const fontOf = (handle: number) => this.#fonts[handle - 1];
    /** Returns 0 for no font. */
    const mapFont = (_self: number, weight = 0, _italic = 0, charset = 0): number => {
      this.isAnyMissing = true;
      const font = this.#fontFor(charset, weight);
      if (font === undefined) return 0;
      const known = this.#fonts.findIndex(
        ({ faceName, charset: of }) => faceName === font.faceName && of === charset,
      );
      return known === -1 ? this.#fonts.push(font) : known + 1;
    };
    /** Provides table 0, the whole file. Called first for the size, then for the bytes. */
    const getFontData = (_self: number, handle = 0, table = 0, target = 0, room = 0): number => {
      const font = fontOf(handle);
      if (font === undefined || table !== 0) return 0;
      const bytes = this.#bytes.get(font.faceName) ?? font.read();
      this.#bytes.set(font.faceName, bytes);
      if (room >= bytes.length) {
        pdfium.HEAPU8.set(bytes, target);
        this.#bytes.delete(font.faceName);
      }
      return bytes.length;
    };
    const getFaceName = (_self: number, handle = 0, target = 0, room = 0): number => {
      const name = Buffer.from(`${fontOf(handle)?.faceName ?? ''}\0`);
      if (room >= name.length) pdfium.HEAPU8.set(name, target);
      return name.length;
    };

    const callbacks = [
      addFunction(() => undefined, 'vi'), // Release
      addFunction(() => undefined, 'vii'), // EnumFonts
      addFunction(mapFont, 'iiiiiiii'),
      addFunction(() => 0, 'iii'), // GetFont, by name
      addFunction(getFontData, 'iiiiii'),
      addFunction(getFaceName, 'iiiii'),
      addFunction((_self, handle = 0) => fontOf(handle)?.charset ?? 0, 'iii'), // GetFontCharset
      addFunction(() => undefined, 'vii'), // DeleteFont
    ];
    const info = wasmExports.malloc((callbacks.length + 1) * 4);
    pdfium.HEAPU32.set([VERSION, ...callbacks], info / 4);
    FPDF_SetSystemFontInfo(info);
  }

  #fontFor(charset: number, weight: number): Font | undefined {
    const style = weight >= BOLD_FROM_WEIGHT ? 'Bold' : 'Regular';
    const cjkName = CJK_NAMES.get(charset);
    if (cjkName !== undefined) {
      const inPackage = this.#cjkFonts?.get(charset);
      if (inPackage === undefined) return undefined;
      const faceName = `${cjkName}-${style}`;
      return { faceName, charset, read: () => readFileSync(join(inPackage, `../../fonts/${faceName}.otf`)) };
    }
    const isOurs = OTHERS.has(charset) || (charset === ANSI && this.isDrawing);
    if (!isOurs) return undefined;
    return { faceName: `NotoSans-${style}`, charset, read: () => this.#merge(style).bytes };
  }

  #merge(style: keyof typeof SCRIPTS) {
    return mergeFonts(SCRIPTS[style].map(readFont));
  }
}

function readFont([folder, path]: readonly [folder: string, path: string]): Buffer {
  return readFileSync(fileURLToPath(new URL(path, import.meta.resolve(folder))));
}

function isCjk(character: number): boolean {
  return (
    (character >= 0x2e80 && character <= 0xa4cf) ||
    (character >= 0xac00 && character <= 0xd7ff) ||
    (character >= 0xf900 && character <= 0xfaff) ||
    (character >= 0xfe30 && character <= 0xfe4f) ||
    (character >= 0xff00 && character <= 0xffef) ||
    (character >= 0x20000 && character <= 0x3ffff)
  );
}
