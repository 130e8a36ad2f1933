import { randomBytes } from 'node:crypto';
import { ApiError } from './errors.ts';

/** Whether both databases can store `text` unchanged: PostgreSQL refuses NUL, and UTF-8 has no lone surrogates. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** @throws {ApiError} if `text` is empty, too long or cannot be stored. */
export function checkStorable(what: string, text: string, maxLength: number): void {
  if (text === '' || text.length > maxLength || !isStorable(text)) {
    throw ApiError.of('field-invalid', what, storableRule(maxLength), {
      rule: 'text',
      min: 1,
      max: maxLength,
    });
  }
}

export function storableRule(maxLength: number): string {
  return `must be 1 to ${maxLength} characters of text, without NUL`;
}

/** Random base64url text, 6 bits a character. It never begins with a dash, which a shell would take for a flag. */
export function randomText(length: number): string {
  const text = randomBytes(length).toString('base64url').slice(0, length);
  return text.startsWith('-') ? randomText(length) : text;
}

/** How much of a caller's text a message repeats: less than a whole secret key. */
const MAX_QUOTED_LENGTH = 24;

/** A caller's text for a message, in quotes: cut, and with every character escaped that is not printable ASCII. */
export function quoted(text: string): string {
  const shown = text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}...` : text;
  return JSON.stringify(shown).replaceAll(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A URL as people may see it: without its user and its query, since either may be a credential. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return '(no URL)';
  const { protocol, host, pathname } = new URL(url);
  return protocol === 'file:' || protocol === 'upload:'
    ? decodeURIComponent(pathname.slice(1))
    : `${protocol}//${host}${pathname}`;
}

/** The same for both cases and every encoding of an accent, in every script. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC').replaceAll('ς', 'σ');
}
