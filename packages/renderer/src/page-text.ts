import type { Pdfium } from './pdfium-module.ts';

/** Of a page. Further characters are not looked at. */
const MAX_CHARACTERS = 20_000;
const BEGINNING = 500;
const LATIN_1 = 0xff;
/** What draws nothing: spaces, marks of direction, hyphens that may be shown. */
const INVISIBLE = /^[\p{Z}\p{C}]$/u;
const EMBEDDED = 1;

/** Whether a page has text that is in no font: neither in its own, nor in those that we have. PDFium draws nothing for it. */
export function lacksText(pdfium: Pdfium, page: number): boolean {
  // Mostly all fonts are embedded: then there is nothing to look for.
  if (!pdfium.fonts.isAnyMissing) return false;
  const text = pdfium.FPDFText_LoadPage(page);
  if (text === 0) return false;
  const count = Math.min(pdfium.FPDFText_CountChars(text), MAX_CHARACTERS);
  let isMissing = false;
  for (let index = 0; index < count && !isMissing; index++) isMissing = isUndrawn(pdfium, text, index);
  pdfium.FPDFText_ClosePage(text);
  return isMissing;
}

/** The beginning of a page's text. */
export function beginningOfText(pdfium: Pdfium, page: number): string {
  const text = pdfium.FPDFText_LoadPage(page);
  if (text === 0) return '';
  const count = Math.min(pdfium.FPDFText_CountChars(text), BEGINNING);
  const units = Array.from({ length: count }, (_, index) => pdfium.FPDFText_GetUnicode(text, index));
  pdfium.FPDFText_ClosePage(text);
  return String.fromCharCode(...units);
}

function isUndrawn(pdfium: Pdfium, text: number, index: number): boolean {
  const character = pdfium.FPDFText_GetUnicode(text, index);
  if (character <= LATIN_1 || character > 0x10ffff || INVISIBLE.test(String.fromCodePoint(character)))
    return false;
  if (pdfium.fonts.has(character)) return false;
  const object = pdfium.FPDFText_GetTextObject(text, index);
  const font = object === 0 ? 0 : pdfium.FPDFTextObj_GetFont(object);
  return font !== 0 && pdfium.FPDFFont_GetIsEmbedded(font) !== EMBEDDED;
}
