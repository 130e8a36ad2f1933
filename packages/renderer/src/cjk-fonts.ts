import { createRequire } from 'node:module';

/** Optional, as it takes three times as much room as all else together (decision 30). */
export const CJK_FONTS_PACKAGE = '@boardgate/fonts-cjk';

/** By character set, which PDFium numbers as Windows does. */
const PACKAGES: ReadonlyMap<number, string> = new Map([
  [128, '@embedpdf/fonts-jp'],
  [129, '@embedpdf/fonts-kr'],
  [134, '@embedpdf/fonts-sc'],
  [136, '@embedpdf/fonts-tc'],
]);

/** For each character set a file in the package that has its fonts; `undefined` if they are not installed. */
export function findCjkFonts(): ReadonlyMap<number, string> | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${CJK_FONTS_PACKAGE}/package.json`);
    const { resolve } = createRequire(manifest);
    return new Map([...PACKAGES].map(([charset, name]) => [charset, resolve(name)]));
  } catch {
    return undefined;
  }
}
